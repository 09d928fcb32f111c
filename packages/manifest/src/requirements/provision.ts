import { ManifestError } from '../errors.ts';
import { SCHEMES, assertVersion } from '../versions/index.ts';
import type { SchemeName } from '../versions/index.ts';
import type { Operand, RangeSyntax } from '../ranges/index.ts';
import type { PackageName } from './name.ts';
import { parseRequirementSyntax } from './parse.ts';

/** A name that a package also answers to. Without a version it satisfies only requirements without a range. */
export interface Provision {
  readonly name: PackageName;
  readonly version: string | undefined;
}

/** The version of a range that is written as `=version`. */
function exactVersion({ sets }: RangeSyntax): Operand | undefined {
  const [term, ...more] = sets.flatMap((set) => set.terms);
  const isExact = term?.kind === 'comparison' && term.operator === '=' && more.length === 0;
  return isExact ? term.operand : undefined;
}

/** Reads `name` or `name =version`. Throws `requirement-invalid`, `range-invalid` or `version-invalid`. */
export function parseProvision(text: string, scheme: SchemeName): Provision {
  const [only, ...others] = parseRequirementSyntax(text).alternatives;
  if (only !== undefined && others.length === 0 && only.architecture === undefined) {
    if (only.range === undefined) return { name: only.name, version: undefined };
    const version = exactVersion(only.range);
    if (version !== undefined) {
      assertVersion(SCHEMES[scheme], version.text, version.offset);
      return { name: only.name, version: version.text };
    }
  }
  const message = `\`${text}\`: what is provided is one name, at most with one exact version`;
  throw new ManifestError('requirement-invalid', message, {
    subject: text,
    hint: 'write `name` or `name =1.2.3`',
  });
}

export function printProvision({ name, version }: Provision): string {
  return version === undefined ? name : `${name} =${version}`;
}
