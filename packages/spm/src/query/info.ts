import type { Catalogue, CandidateDetails } from '../catalogue/index.ts';
import {
  reference,
  type Candidate,
  type PackageKind,
  type PackageReference,
  type Target,
} from '../solve/index.ts';
import { lookUp } from './look-up.ts';

/** Everything that the repositories say of one package version. */
export interface PackageInfo extends PackageReference {
  readonly kind: PackageKind;
  readonly essential: boolean;
  /** Bytes. */
  readonly downloadBytes: number;
  readonly installedBytes: number;
  readonly depends: readonly string[];
  readonly recommends: readonly string[];
  readonly conflicts: readonly string[];
  readonly details: CandidateDetails;
  /** Every version at hand, this one included. */
  readonly versions: readonly PackageReference[];
  /** Of an abstract package, what can take its place, the best first. */
  readonly providers?: readonly Provider[];
}

export interface Provider extends PackageReference {
  /** It is taken unless the user says otherwise. */
  readonly standard: boolean;
}

/** A name that no package carries, but some provide. */
export interface VirtualInfo {
  readonly name: string;
  readonly kind: 'virtual';
  /** In order of preference. */
  readonly providers: readonly PackageReference[];
}

/** @throws SpmError `package-unknown`, `version-unknown` */
export function packageInfo(catalogue: Catalogue, target: Target): PackageInfo | VirtualInfo {
  const [candidate] = lookUp(catalogue, target);
  if (candidate === undefined) return virtualInfo(catalogue, target);
  const card = catalogue.cardOf(candidate);
  const versions = catalogue.carriersOf(target.name).map((other) => reference(catalogue, other));
  return {
    ...reference(catalogue, candidate),
    kind: card.kind,
    essential: card.essential,
    downloadBytes: card.downloadBytes,
    installedBytes: card.installedBytes,
    ...relationsOf(catalogue, candidate),
    details: catalogue.detailsOf(candidate),
    versions,
    ...(card.kind === 'abstract' && { providers: providersOf(catalogue, target) }),
  };
}

function providersOf(catalogue: Catalogue, { name, architecture }: Target): Provider[] {
  const standards = new Set(catalogue.standardOf(name));
  return catalogue.providersOf(name, architecture).map((provider) => ({
    ...reference(catalogue, provider),
    standard: standards.has(provider),
  }));
}

function virtualInfo(catalogue: Catalogue, { name, architecture }: Target): VirtualInfo {
  const providers = catalogue.providersOf(name, architecture);
  return { name, kind: 'virtual', providers: providers.map((provider) => reference(catalogue, provider)) };
}

function relationsOf(
  catalogue: Catalogue,
  candidate: Candidate,
): Pick<PackageInfo, 'depends' | 'recommends' | 'conflicts'> {
  const texts = (relations: ArrayLike<number>): string[] =>
    Array.from(relations, (relation) => catalogue.relationText(relation));
  return {
    depends: texts(catalogue.depends.of(candidate)),
    recommends: texts(catalogue.recommends.of(candidate)),
    conflicts: texts(catalogue.conflicts.of(candidate)),
  };
}
