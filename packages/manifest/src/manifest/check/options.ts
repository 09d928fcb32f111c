import { error, warning } from '../../diagnostics/diagnostic.ts';
import type { Finding } from '../../diagnostics/diagnostic.ts';
import type { JsonPath } from '../../jsonc/node.ts';
import { complaint, keyComplaint } from '../../shape/complaint.ts';
import { nearest } from '../../text/nearest.ts';
import { asOptionValue, describeValues, variableOf } from '../options.ts';
import { allBlocks, blockOf, conditionsOf, partsOf } from '../parts.ts';
import type { Part } from '../parts.ts';
import type { OptionValue } from '../schema/fields.ts';
import type { Manifest, OptionDeclarations } from '../schema/manifest.ts';

/** A place that names an option and one of its values. */
interface Use {
  /** To the value. */
  readonly path: JsonPath;
  readonly option: string;
  readonly value: OptionValue;
  /** Whether name and value are keys. */
  readonly isKey: boolean;
}

function usesInRequisites({ path, content }: Part): readonly Use[] {
  return (['build-depends', 'runtime-depends'] as const)
    .flatMap((key) => allBlocks(content[key], [...path, key]))
    .flatMap(({ path: at, requisites }) =>
      Object.entries(blockOf(requisites).option ?? {}).flatMap(([option, blocks]) =>
        Object.keys(blocks).map((value) => ({
          path: [...at, 'option', option, value],
          option,
          value,
          isKey: true,
        })),
      ),
    );
}

function usesInConditions(part: Part): readonly Use[] {
  return conditionsOf(part).flatMap(({ path, condition }) =>
    Object.entries(condition.option ?? {}).flatMap(([option, wanted]) =>
      [wanted].flat().map((value) => ({ path: [...path, 'option', option], option, value, isKey: false })),
    ),
  );
}

function useFindings(options: OptionDeclarations, { path, option, value, isKey }: Use): readonly Finding[] {
  const declaration = Object.hasOwn(options, option) ? options[option] : undefined;
  if (declaration === undefined) {
    const [meant] = nearest(option, Object.keys(options), 1);
    const hint = meant === undefined ? 'declare it under `package-options`' : `write \`${meant}\``;
    const where = isKey ? path.slice(0, -1) : path;
    return [error('option-unknown', keyComplaint(where, `the option \`${option}\` is not declared`, hint))];
  }
  if (asOptionValue(declaration, value) !== undefined) return [];
  const message = `\`${option}\` is never \`${String(value)}\`; it is ${describeValues(declaration)}`;
  return [error('option-invalid', { ...complaint(path, message), isKey })];
}

function declarationFindings(options: OptionDeclarations): readonly Finding[] {
  return Object.entries(options).flatMap(([name, declaration]) => {
    const { default: value } = declaration;
    if (value === undefined || asOptionValue(declaration, value) !== undefined) return [];
    const message = `the default of \`${name}\` is none of its values: ${describeValues(declaration)}`;
    return [error('option-invalid', complaint(['package-options', name, 'default'], message))];
  });
}

/** Options that neither a condition nor the text of a build step refers to. */
function unusedFindings(manifest: Manifest, uses: readonly Use[]): readonly Finding[] {
  const used = new Set(uses.map(({ option }) => option));
  const steps = JSON.stringify(partsOf(manifest).map(({ content }) => content['build-instructions']));
  return Object.keys(manifest['package-options'] ?? {})
    .filter((name) => !used.has(name) && !steps.includes(variableOf(name)))
    .map((name) => {
      const message = `nothing depends on the option \`${name}\``;
      const hint = `use it in a \`when\`, under \`option\` of a dependency block, or as $${variableOf(name)} in a step`;
      return warning('option-unused', keyComplaint(['package-options', name], message, hint));
    });
}

/** Options that are used but not declared, or the other way round, and values that they never take. */
export function optionFindings(manifest: Manifest): readonly Finding[] {
  const options = manifest['package-options'] ?? {};
  const uses = partsOf(manifest).flatMap((part) => [...usesInRequisites(part), ...usesInConditions(part)]);
  return [
    ...declarationFindings(options),
    ...uses.flatMap((use) => useFindings(options, use)),
    ...unusedFindings(manifest, uses),
  ];
}
