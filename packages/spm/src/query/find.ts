import type { Catalogue } from '../catalogue/index.ts';
import { reference, type Candidate, type PackageReference } from '../solve/index.ts';

/** One line of an answer to a search. */
export interface Found extends PackageReference {
  readonly summary: string;
  /** The provided name that led to it, where its own name and summary did not. */
  readonly provides?: string;
}

export interface FindOptions {
  /** Every version of every repository and architecture, rather than the best of each name. */
  readonly all: boolean;
}

/** The packages whose name or summary has all the words, the likeliest first; then those that provide a name that is the text. */
export function findPackages(catalogue: Catalogue, text: string, { all }: FindOptions): Found[] {
  const words = text.split(/\s+/).filter((word) => word !== '');
  const byText = candidatesByText(catalogue, words, all);
  const known = new Set(byText);
  const providers = catalogue.providersOf(text).filter((candidate) => !known.has(candidate));
  return [
    ...byText.map((candidate) => foundOf(catalogue, candidate)),
    ...providers.map((candidate) => ({ ...foundOf(catalogue, candidate), provides: text })),
  ];
}

/** The candidates of a search: of each name all, or the one that an installation would take. */
export function candidatesByText(catalogue: Catalogue, words: readonly string[], all: boolean): Candidate[] {
  return catalogue.search(words).flatMap((name) => {
    if (all) return catalogue.carriersOf(name);
    return catalogue.named(name)[0] ?? catalogue.carriersOf(name)[0] ?? [];
  });
}

export function foundOf(catalogue: Catalogue, candidate: Candidate): Found {
  return { ...reference(catalogue, candidate), summary: catalogue.detailsOf(candidate).summary };
}

/** What holds a file, and whether any repository says which files its packages have. */
export interface FilesFound {
  readonly packages: readonly (Found & { readonly path: string })[];
  readonly isListed: boolean;
}

/** The packages with a path; one that does not begin with `/` may begin at any directory. Reads all details. */
export function findByFile(catalogue: Catalogue, path: string): FilesFound {
  const wanted = path.replace(/^\/+/, '');
  const isWhole = path !== wanted;
  const fits = (file: string): boolean => file === wanted || (!isWhole && file.endsWith(`/${wanted}`));
  const packages: (Found & { readonly path: string })[] = [];
  let isListed = false;
  for (let candidate = 0; candidate < catalogue.candidateCount; candidate++) {
    const { files } = catalogue.detailsOf(candidate);
    if (files === undefined) continue;
    isListed = true;
    const hit = files.find(fits);
    if (hit !== undefined) packages.push({ ...foundOf(catalogue, candidate), path: hit });
  }
  return { packages, isListed };
}
