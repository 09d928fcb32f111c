import { place, readJson } from '../diagnostics/diagnostic.ts';
import type { Diagnostic, Finding } from '../diagnostics/diagnostic.ts';
import { schemaFindings } from '../diagnostics/schema-findings.ts';
import { valueOf } from '../jsonc/index.ts';
import { kindFindings } from './check/kind.ts';
import { optionFindings } from './check/options.ts';
import { relationFindings } from './check/relations.ts';
import { segmentFindings } from './check/segments.ts';
import { templateFindings } from './check/templates.ts';
import { manifestSchema } from './schema/manifest.ts';
import type { Manifest } from './schema/manifest.ts';

/** A manifest and what is remarkable about it, or why there is none. */
export interface ExaminedManifest {
  /** `undefined` when a diagnostic is an error. */
  readonly manifest: Manifest | undefined;
  /** In the order of the text. */
  readonly diagnostics: readonly Diagnostic[];
}

type Check = (manifest: Manifest) => readonly Finding[];

const CHECKS: readonly Check[] = [
  kindFindings,
  optionFindings,
  relationFindings,
  segmentFindings,
  templateFindings,
];

/** Reads the text of a `MANIFEST.json` and says everything that is wrong with it; `more` are further checks. */
export function examineManifest(text: string, more: readonly Check[] = []): ExaminedManifest {
  const root = readJson(text);
  if ('severity' in root) return { manifest: undefined, diagnostics: [root] };
  const value = valueOf(root);
  const wrong = schemaFindings(manifestSchema, value);
  if (wrong.length > 0) return { manifest: undefined, diagnostics: place(text, root, wrong) };
  const manifest = value as Manifest;
  const diagnostics = place(
    text,
    root,
    [...CHECKS, ...more].flatMap((check) => check(manifest)),
  );
  const isSound = diagnostics.every(({ severity }) => severity !== 'error');
  return { manifest: isSound ? manifest : undefined, diagnostics };
}
