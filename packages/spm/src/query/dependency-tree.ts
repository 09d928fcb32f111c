import {
  reference,
  resultOf,
  solve,
  type Candidate,
  type PackageReference,
  type World,
} from '../solve/index.ts';

/** A package in a tree; what it leads to is told once, at its first place. */
export interface TreeNode extends PackageReference {
  readonly edges: readonly TreeEdge[];
}

export interface TreeEdge {
  /** The requirement between the two packages, as it is written. */
  readonly requirement: string;
  /** The place of the package in the list of nodes; undefined where nothing meets the requirement. */
  readonly node: number | undefined;
}

/** What one step leads to from a package. */
export type Steps = (
  candidate: Candidate,
) => Iterable<{ readonly requirement: string; readonly candidate: Candidate | undefined }>;

/** Everything that the steps lead to from the first package on, each package once, in the order in which they are met. */
export function growTree(world: World, root: Candidate, steps: Steps): TreeNode[] {
  const places = new Map<Candidate, number>([[root, 0]]);
  const order = [root];
  const place = (candidate: Candidate): number => {
    const known = places.get(candidate);
    if (known !== undefined) return known;
    places.set(candidate, order.length);
    return order.push(candidate) - 1;
  };
  const nodes: TreeNode[] = [];
  for (const candidate of order) {
    const edges = Array.from(steps(candidate), (step) => ({
      requirement: step.requirement,
      node: step.candidate === undefined ? undefined : place(step.candidate),
    }));
    nodes.push({ ...reference(world, candidate), edges });
  }
  return nodes;
}

/** Each requirement leads to the package that meets it in the selection, or else to the preferred one. */
export function requirementSteps(world: World, selection: ReadonlySet<Candidate>): Steps {
  return (candidate) =>
    world.depends.of(candidate).map((relation) => {
      const members = world.members.of(relation);
      return {
        requirement: world.relationText(relation),
        candidate: members.find((member) => selection.has(member)) ?? members[0],
      };
    });
}

/** Each step leads to a package that requires one; of several requirements between the two the first is told. */
export function dependantSteps(world: World): Steps {
  const asking = askedFor(world);
  return (candidate) => {
    const found = new Map<Candidate, string>();
    for (const [by, relation] of asking(candidate)) {
      if (by !== candidate && !found.has(by)) found.set(by, world.relationText(relation));
    }
    return Array.from(found, ([by, requirement]) => ({ requirement, candidate: by }));
  };
}

/** The requirements that a candidate meets, with who has them; all are gathered once. */
function askedFor(
  world: World,
): (candidate: Candidate) => Iterable<readonly [by: Candidate, relation: number]> {
  const holders = new Map<number, Candidate[]>();
  for (let by = 0; by < world.candidateCount; by++) {
    for (const relation of world.depends.of(by)) push(holders, relation, by);
  }
  const relations = new Map<Candidate, number[]>();
  for (const relation of holders.keys()) {
    for (const member of world.members.of(relation)) push(relations, member, relation);
  }
  return (candidate) =>
    (relations.get(candidate) ?? []).flatMap((relation) =>
      (holders.get(relation) ?? []).map((by) => [by, relation] as const),
    );
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const values = map.get(key);
  if (values === undefined) map.set(key, [value]);
  else values.push(value);
}

/**
 * Everything that a package leads to, through what an installation on an empty system would take; reversed, everything that leads to
 * it. The package itself first.
 */
export function dependencyTree(world: World, candidate: Candidate, isReversed: boolean): TreeNode[] {
  if (isReversed) return growTree(world, candidate, dependantSteps(world));
  return growTree(world, candidate, requirementSteps(world, selectionFor(world, candidate)));
}

/** Empty when the package cannot be installed: then preferences alone decide. */
function selectionFor(world: World, candidate: Candidate): ReadonlySet<Candidate> {
  const { name, version, architecture, repository } = reference(world, candidate);
  const target = { name, architecture, repository, range: `=${version}` };
  const outcome = solve(world, { jobs: [{ job: 'install', target }] });
  return new Set(outcome.kind === 'solution' ? resultOf(outcome) : []);
}
