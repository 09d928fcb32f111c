import { partsOf, type PackageId } from '../package/package.ts';

/** What a wish may be about: its id, and the architecture under which a user may name it. */
export interface Subject {
  readonly id: PackageId;
  readonly architecture: string;
}

/** The words by which a wish may mean the package: its id, or `NAME:ARCHITECTURE`. */
export function wordsFor({ id, architecture }: Subject): readonly [string, string] {
  return [id, `${partsOf(id).name}:${architecture}`];
}

/** Whether a wish's words mean the package. */
export function means(words: string, subject: Subject): boolean {
  return wordsFor(subject).includes(words);
}
