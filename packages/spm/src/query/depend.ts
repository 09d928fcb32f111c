import { dependantsOf, type Catalogue } from '../catalogue/index.ts';
import { reference, type Candidate, type PackageReference, type Relation } from '../solve/index.ts';

export type EdgeKind = 'depends' | 'recommends' | 'conflicts';

const KINDS = ['depends', 'recommends', 'conflicts'] as const satisfies readonly EdgeKind[];

/** One requirement of a package, with every package that meets it, the preferred first. */
export interface Ramification {
  readonly kind: EdgeKind;
  readonly requirement: string;
  /** For a conflict: what it rules out. */
  readonly packages: readonly PackageReference[];
}

/** What a package asks for, requirement by requirement. */
export function ramificationsOf(catalogue: Catalogue, candidate: Candidate): Ramification[] {
  return KINDS.flatMap((kind) =>
    catalogue[kind].of(candidate).map((relation) => ({
      kind,
      requirement: catalogue.relationText(relation),
      packages: membersOf(catalogue, relation, candidate),
    })),
  );
}

function membersOf(catalogue: Catalogue, relation: Relation, own: Candidate): PackageReference[] {
  return catalogue.members
    .of(relation)
    .filter((member) => member !== own)
    .map((member) => reference(catalogue, member));
}

/** A package that names, or may be served by, the one that was asked about. */
export interface Reversed extends PackageReference {
  readonly kind: EdgeKind;
  readonly requirement: string;
}

/** Who asks for one of the candidates, and how; by name, requirements before recommendations and conflicts. */
export function dependants(catalogue: Catalogue, targets: readonly Candidate[]): Reversed[] {
  return dependantsOf(catalogue, targets)
    .map(({ candidate, kind, relation }) => ({
      ...reference(catalogue, candidate),
      kind,
      requirement: catalogue.relationText(relation),
    }))
    .toSorted((a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind));
}
