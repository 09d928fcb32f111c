import { SpmError } from '../errors.ts';
import { DEB } from './deb/deb.ts';
import type { ForeignKind, SourceFile } from './kind.ts';

/** Tried in this order: a kind stands before those that would take its files too. */
export const KINDS: readonly ForeignKind[] = [DEB];

/** @throws SpmError `package-kind-unknown` */
export function kindOf(source: SourceFile): ForeignKind {
  const kind = KINDS.find((candidate) => candidate.matches(source));
  if (kind !== undefined) return kind;
  const message = `${source.name}: neither its name nor its content is that of a kind of package that is understood`;
  throw new SpmError('package-kind-unknown', message, { subject: source.name });
}
