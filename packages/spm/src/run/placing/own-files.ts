import { multiarchTuple } from './multiarch-tuples.ts';

/** The dynamic linker, where programs name it: `lib/ld-linux.so.2`, `lib64/ld-linux-x86-64.so.2`. */
const LOADER = /^(?:usr\/)?lib\d*\/ld[^/]*\.so\.\d+$/;

/** What a package has only for people, and for every architecture alike. */
const COMMON = 'usr/share/';

/** The files and links of a package of a foreign architecture, from the pac's root. */
export interface SortedFiles {
  /** Those that no other architecture can have: their path names the architecture, or they are its dynamic linker. */
  readonly own: readonly string[];
  readonly others: readonly string[];
}

export function sortFiles(leaves: Iterable<string>, architecture: string): SortedFiles {
  const tuple = multiarchTuple(architecture);
  const own: string[] = [];
  const others: string[] = [];
  for (const leaf of leaves) {
    const isOwn = tuple !== undefined && (leaf.includes(tuple) || LOADER.test(leaf));
    (isOwn ? own : others).push(leaf);
  }
  return { own, others };
}

/** Whether what the package has besides its own files is only for people. */
export function isLibrary({ own, others }: SortedFiles): boolean {
  return own.length > 0 && others.every((leaf) => leaf.startsWith(COMMON));
}

/** The topmost paths that leave out `others` and keep `own`. */
export function topmostOthers({ own, others }: SortedFiles): string[] {
  const kept = new Set(own.flatMap(directoriesAbove));
  return [
    ...new Set(
      others.map((leaf) => [...directoriesAbove(leaf), leaf].find((path) => !kept.has(path)) ?? leaf),
    ),
  ];
}

/** `a`, `a/b` of `a/b/c`. */
function directoriesAbove(path: string): string[] {
  return Array.from(path.matchAll(/\//g), ({ index }) => path.slice(0, index));
}
