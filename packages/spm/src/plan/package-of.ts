import type { SchemeName } from '@mpkg/manifest';
import { modesToJson, parseModes } from '@mpkg/mpkg';

import { isElsewhere } from '../catalogue/elsewhere.ts';
import type { Catalogue } from '../catalogue/index.ts';
import type { Candidate } from '../solve/index.ts';
import {
  NO_ATTRIBUTES,
  groupFor,
  idOf,
  type Artifact,
  type Attributes,
  type Package,
  type PackageId,
} from '../package/package.ts';

type Card = ReturnType<Catalogue['cardOf']>;
type Details = ReturnType<Catalogue['detailsOf']>;

/** What a catalogue does not say of its repositories. */
export interface PackageSources {
  /** URLs below which the packages of a repository lie, best first. */
  readonly urlsOf: (repository: string) => readonly string[];
  readonly grammarOf: (repository: string) => 'index' | 'debian';
}

/** The id of a candidate in the group that is its own. Of its card and details, without its relations, which may be many. */
export function idOfCandidate(catalogue: Catalogue, candidate: Candidate): PackageId {
  const card = catalogue.cardOf(candidate);
  return idOf({ name: card.name, group: groupOf(catalogue, card, catalogue.detailsOf(candidate)) });
}

/** Everything about a candidate that it takes to install it, and to know it when the repositories have moved on. */
export function packageOf(catalogue: Catalogue, candidate: Candidate, sources: PackageSources): Package {
  const card = catalogue.cardOf(candidate);
  const details = catalogue.detailsOf(candidate);
  const repository = catalogue.repositoryOf(candidate);
  const texts = (relations: ArrayLike<number>): string[] =>
    Array.from(relations, (relation) => catalogue.relationText(relation));
  const grammar = sources.grammarOf(repository);
  const { name, version, architecture, installedBytes, multiArch, kind } = card;
  const artifact =
    kind === 'package' ? artifactOf(details, card.downloadBytes, sources.urlsOf(repository)) : null;
  return {
    name,
    group: groupOf(catalogue, card, details),
    ...(details.parallel !== undefined && { series: details.parallel }),
    version,
    ...(card.essential && { isEssential: true }),
    architecture,
    repository,
    kind,
    summary: details.summary,
    relations: {
      grammar,
      scheme: schemeOf(catalogue, card.repository),
      multiArch,
      depends: texts(catalogue.depends.of(candidate)),
      conflicts: texts(catalogue.conflicts.of(candidate)).filter((text) => !isElsewhere(text)),
      provides: details.provides?.split(/,\s*/) ?? [],
    },
    artifact,
    pac: artifact?.kind === 'pac' ? artifact.sha256 : null,
    attributes: kind === 'package' && grammar === 'debian' ? null : attributesOf(details),
    installedBytes,
    ...(details.build !== undefined && { build: details.build }),
  };
}

function groupOf(catalogue: Catalogue, { name, architecture }: Card, { group, parallel }: Details): string {
  return group ?? groupFor({ name, architecture, series: parallel }, catalogue.architectures);
}

function schemeOf(catalogue: Catalogue, rank: number): SchemeName {
  return catalogue.repositories[rank]?.scheme ?? 'debian';
}

/** The file of a package; null where its index names none. */
export function artifactOf(
  { location, sha256 }: Details,
  size: number,
  bases: readonly string[],
): Artifact | null {
  if (location === undefined || sha256 === undefined) return null;
  return {
    kind: /\.pac(\.\w+)?$/.test(location) ? 'pac' : 'foreign',
    name: nameIn(location),
    urls: urlsOf(location, bases),
    sha256,
    size,
  };
}

/** A location that may be relative, from each of its repository's mirrors. */
export function urlsOf(location: string, bases: readonly string[]): readonly string[] {
  return URL.canParse(location) ? [location] : bases.map((base) => new URL(location, base).href);
}

/** The published name: the last part of a location. */
function nameIn(location: string): string {
  return location.slice(location.lastIndexOf('/') + 1);
}

function attributesOf({ config, modes, integration }: Details): Attributes {
  if (config === undefined && modes === undefined && integration === undefined) return NO_ATTRIBUTES;
  return {
    config: (config ?? []).map((path) => Buffer.from(path).toString('latin1')),
    modes: modesToJson(parseModes(JSON.stringify(modes ?? []), 'modes')),
    scripts: [],
    ...(integration !== undefined && { integration }),
  };
}
