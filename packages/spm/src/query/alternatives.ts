import type { Catalogue } from '../catalogue/index.ts';
import { SpmError } from '../errors.ts';
import { idOf, type PackageId } from '../package/package.ts';
import type { PackageGraph } from '../state/graph.ts';
import { RequirementReader } from '../state/requirements.ts';
import { parseWish } from '../world/text.ts';
import type { World } from '../world/world.ts';

/** One of the packages that can take the place of a name. */
export interface Alternative {
  readonly name: string;
  readonly version: string;
  readonly repository: string;
  readonly installed: boolean;
  /** It is what the name's abstract package declares its standard. */
  readonly standard: boolean;
}

/** The newest package of each name that provides `name`, in the order of preference. @throws SpmError `package-unknown` */
export function alternativesOf(
  catalogue: Catalogue,
  name: string,
  installed: ReadonlySet<number>,
): Alternative[] {
  const standards = new Set(catalogue.standardOf(name));
  const providers = Map.groupBy(catalogue.providersOf(name), (candidate) => catalogue.nameOf(candidate));
  if (providers.size === 0) {
    throw new SpmError('package-unknown', `nothing provides ${name}`, {
      subject: name,
      hint: `spm find ${name}`,
    });
  }
  return Array.from(providers, ([provider, candidates]) => {
    const present = candidates.find((candidate) => installed.has(candidate));
    const shown = present ?? candidates[0] ?? 0;
    return {
      name: provider,
      version: catalogue.versionOf(shown),
      repository: catalogue.repositoryOf(shown),
      installed: present !== undefined,
      standard: candidates.some((candidate) => standards.has(candidate)),
    };
  });
}

/** A name that packages need and that no package with files carries, with those that fill it. */
export interface FilledName {
  readonly name: string;
  readonly providers: readonly PackageId[];
}

/** Every name that is filled by packages of other names, sorted. */
export function filledNames(graph: PackageGraph): FilledName[] {
  const reader = new RequirementReader();
  const needed = [...graph.packages.values()].flatMap(({ relations }) =>
    relations.depends.flatMap((text) => reader.alternatives(text, relations).map(({ name }) => name)),
  );
  return [...new Set(needed)].toSorted(byName).flatMap((name) => {
    const answering = graph.answering(name).flatMap((id) => graph.packages.get(id) ?? []);
    const providers = answering.filter(({ kind }) => kind === 'package');
    const isFilled = providers.length > 0 && providers.every((found) => found.name !== name);
    return isFilled ? [{ name, providers: providers.map(idOf) }] : [];
  });
}

/** The installed packages that provide a name of theirs or of others and that nobody asked for by their own. */
export function unaskedProviders(graph: PackageGraph, world: World, name: string): PackageId[] {
  const asked = new Set(
    [...world].map(parseWish).flatMap(({ verb, subject }) => (verb === 'install' ? [subject] : [])),
  );
  return graph.answering(name).filter((id) => {
    const found = graph.packages.get(id);
    return found?.kind === 'package' && !asked.has(id) && !asked.has(found.name);
  });
}

function byName(a: string, b: string): number {
  return a < b ? -1 : 1;
}
