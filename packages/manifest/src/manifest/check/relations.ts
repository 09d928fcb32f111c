import { error, warning } from '../../diagnostics/diagnostic.ts';
import type { Finding } from '../../diagnostics/diagnostic.ts';
import type { JsonPath } from '../../jsonc/node.ts';
import { parseProvision, parseRequirement, parseRequirementSyntax } from '../../requirements/index.ts';
import { complaint, refusalOf } from '../../shape/complaint.ts';
import type { SchemeName } from '../../versions/scheme.ts';
import { allBlocks, blockOf, partsOf, schemeOf } from '../parts.ts';
import type { Part } from '../parts.ts';
import type { Manifest } from '../schema/manifest.ts';

interface TextAt {
  readonly path: JsonPath;
  readonly text: string;
}

function textsAt(path: JsonPath, texts: readonly string[] | undefined): readonly TextAt[] {
  return (texts ?? []).map((text, i) => ({ path: [...path, i], text }));
}

function requisiteTexts(
  { path, content }: Part,
  key: 'build-depends' | 'runtime-depends',
): readonly TextAt[] {
  return allBlocks(content[key], [...path, key]).flatMap(({ path: at, requisites }) =>
    Array.isArray(requisites)
      ? textsAt(at, requisites)
      : textsAt([...at, 'pkg-depend'], blockOf(requisites)['pkg-depend']),
  );
}

function parseFindings(texts: readonly TextAt[], parse: (text: string) => unknown): readonly Finding[] {
  return texts.flatMap(({ path, text }) => {
    const wrong = refusalOf(path, () => parse(text));
    return wrong === undefined ? [] : [error(wrong.code, wrong)];
  });
}

function namesOnly(text: string, name: string): boolean {
  try {
    return parseRequirementSyntax(text).alternatives.every((alternative) => alternative.name === name);
  } catch {
    return false;
  }
}

function partFindings(part: Part, name: string, scheme: SchemeName): readonly Finding[] {
  const { path, content } = part;
  const runtime = requisiteTexts(part, 'runtime-depends');
  const lists = (['recommends', 'conflicts', 'replaces'] as const).flatMap((key) =>
    textsAt([...path, key], content[key]),
  );
  const texts = [...runtime, ...requisiteTexts(part, 'build-depends'), ...lists];
  return [
    ...parseFindings(texts, (text) => parseRequirement(text, scheme)),
    ...parseFindings(textsAt([...path, 'provides'], content.provides), (text) =>
      parseProvision(text, scheme),
    ),
    ...runtime
      .filter(({ text }) => namesOnly(text, name))
      .map((at) =>
        warning('depends-on-itself', complaint(at.path, `\`${name}\` always has itself`, 'leave it away')),
      ),
  ];
}

/** Requirements that are malformed in the scheme of the manifest, or say nothing. */
export function relationFindings(manifest: Manifest): readonly Finding[] {
  return partsOf(manifest).flatMap((part) => partFindings(part, manifest.name, schemeOf(manifest)));
}
