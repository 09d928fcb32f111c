import {
  checkAll,
  explanationDocument,
  reference,
  renderExplanation,
  solve,
  type Candidate,
  type ExplanationDocument,
  type PackageReference,
  type World,
} from '../solve/index.ts';

/** A package that cannot be installed, on any system, and because of what. */
export interface Uninstallable extends PackageReference {
  readonly because: ExplanationDocument['clashes'];
  /** The same in at most ten lines. */
  readonly text: readonly string[];
}

/** Which packages of a repository can be installed, each on its own, on an empty system. */
export interface RepositoryCheck {
  readonly repository: string;
  /** How many were checked. */
  readonly packages: number;
  readonly uninstallable: readonly Uninstallable[];
  /** About which the budget left no verdict. */
  readonly undecided: readonly PackageReference[];
}

/** Checks every package of a repository beside those of all others: what it needs may come from any of them. */
export function checkRepository(
  world: World,
  repository: string,
  onExplained: (done: number, total: number) => void,
): RepositoryCheck {
  const isOwn = (candidate: Candidate): boolean => world.repositoryOf(candidate) === repository;
  const { uninstallable, undecided } = checkAll(world);
  const failing = uninstallable.filter(isOwn);
  let packages = 0;
  for (let candidate = 0; candidate < world.candidateCount; candidate++) packages += Number(isOwn(candidate));
  return {
    repository,
    packages,
    uninstallable: failing.map((candidate, index) => {
      onExplained(index, failing.length);
      return { ...reference(world, candidate), ...causeOf(world, candidate) };
    }),
    undecided: undecided.filter(isOwn).map((candidate) => reference(world, candidate)),
  };
}

/** Asks for the candidate alone, and keeps what the refusal says. */
function causeOf(world: World, candidate: Candidate): Pick<Uninstallable, 'because' | 'text'> {
  const { name, version, ...place } = reference(world, candidate);
  const target = { ...place, name, range: `=${version}`, typed: name };
  const outcome = solve(world, { jobs: [{ job: 'install', target }] });
  if (outcome.kind !== 'unsatisfiable') return { because: [], text: [] };
  // Leaving the only wish out is no advice.
  const { clashes } = explanationDocument(world, outcome);
  return { because: clashes, text: renderExplanation(world, { ...outcome, fixes: [] }) };
}
