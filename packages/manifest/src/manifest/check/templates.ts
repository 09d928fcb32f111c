import { error } from '../../diagnostics/diagnostic.ts';
import type { Finding } from '../../diagnostics/diagnostic.ts';
import type { JsonPath } from '../../jsonc/node.ts';
import { complaint } from '../../shape/complaint.ts';
import { nearest } from '../../text/nearest.ts';
import { partsOf } from '../parts.ts';
import type { Manifest } from '../schema/manifest.ts';
import { PLACEHOLDERS, placeholdersIn } from '../template.ts';

const KNOWN: readonly string[] = PLACEHOLDERS;

function unknownPlaceholders(path: JsonPath, text: string | undefined): readonly Finding[] {
  return placeholdersIn(text ?? '')
    .filter(({ name }) => !KNOWN.includes(name))
    .map(({ name, offset }) => {
      const [meant] = nearest(name, KNOWN, 1);
      const hint =
        meant === undefined ? `known: ${KNOWN.map((one) => `{${one}}`).join(', ')}` : `write \`{${meant}}\``;
      const message = `the placeholder \`{${name}}\` is unknown`;
      return error('template-invalid', { ...complaint(path, message, hint), column: offset + 1 });
    });
}

/** Placeholders that nothing fills in. */
export function templateFindings(manifest: Manifest): readonly Finding[] {
  return partsOf(manifest).flatMap(({ path, content: { binary } }) =>
    (['url', 'branch'] as const).flatMap((key) =>
      unknownPlaceholders([...path, 'binary', key], binary?.[key]),
    ),
  );
}
