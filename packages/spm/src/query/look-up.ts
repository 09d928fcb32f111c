import type { Catalogue } from '../catalogue/index.ts';
import { refusalOf } from '../plan/refusal.ts';
import type { Candidate, Target } from '../solve/index.ts';

/**
 * The candidates that a target names, best first: of the preferred architecture or, where none carries the name, of any. Empty for a name that
 * exists only because packages provide it.
 *
 * @throws SpmError `package-unknown` with near names, `version-unknown`
 */
export function lookUp(catalogue: Catalogue, target: Target): Candidate[] {
  const carriers = carriersOf(catalogue, target);
  const { range } = target;
  if (carriers.length === 0) {
    if (range === undefined && catalogue.providersOf(target.name, target.architecture).length > 0) return [];
    throw refusalOf(catalogue, { kind: 'unresolved', problems: [{ kind: 'unknown-name', target }] });
  }
  const found =
    range === undefined ? carriers : carriers.filter((candidate) => catalogue.inRange(candidate, range));
  if (found.length > 0) return found;
  throw refusalOf(catalogue, {
    kind: 'unresolved',
    problems: [{ kind: 'no-match', target, available: carriers }],
  });
}

/** As `lookUp`, for questions about one package: of a provided name, its preferred provider. */
export function lookUpOne(catalogue: Catalogue, target: Target): Candidate {
  const [first] = lookUp(catalogue, target);
  const found = first ?? catalogue.providersOf(target.name, target.architecture)[0];
  if (found === undefined) throw new TypeError(`${target.name} was found without a candidate`);
  return found;
}

function carriersOf(catalogue: Catalogue, { name, architecture }: Target): Candidate[] {
  const named = catalogue.named(name, architecture);
  return named.length > 0 || architecture !== undefined ? named : catalogue.carriersOf(name);
}
