import { SCHEMES } from '../versions/index.ts';
import type { SchemeName } from '../versions/index.ts';
import type { Profile, ProfileTuple } from './schema.ts';

function compareText(a: string, b: string): number {
  return Number(a > b) - Number(a < b);
}

function inOrder(scheme: SchemeName): (a: ProfileTuple, b: ProfileTuple) => number {
  return (a, b) =>
    compareText(a.name, b.name) ||
    SCHEMES[scheme].compare(a.version, b.version) ||
    compareText(a.architecture ?? '', b.architecture ?? '');
}

/** The canonical text: one tuple a line, in order, so that two profiles can be compared line by line. */
export function printProfile({ name, kind, scheme, date, packages }: Profile): string {
  const tuples = packages
    .toSorted(inOrder(scheme))
    .map(
      ({ name: of, version, architecture }) => `    ${JSON.stringify({ name: of, version, architecture })}`,
    );
  const list = tuples.length === 0 ? '[]' : `[\n${tuples.join(',\n')}\n  ]`;
  const head = JSON.stringify({ name, kind, scheme, date }, null, 2).slice(0, -2);
  return `${head},\n  "packages": ${list}\n}\n`;
}
