import { SpmError } from '../errors.ts';
import { TAR } from './archive/tar-archive.ts';
import { DEB } from './deb/deb.ts';
import { EXECUTABLE } from './executable/executable.ts';
import { JAR } from './jar/jar.ts';
import type { ForeignKind, SourceFile } from './kind.ts';
import { RPM } from './rpm/rpm.ts';
import { ZIP } from './zip/zip.ts';

/** Tried in this order: a kind stands before those that would take its files too. */
export const KINDS: readonly ForeignKind[] = [DEB, RPM, JAR, ZIP, TAR, EXECUTABLE];

/** @throws SpmError `package-kind-unknown` */
export function kindOf(source: SourceFile): ForeignKind {
  const kind = KINDS.find((candidate) => candidate.matches(source));
  if (kind !== undefined) return kind;
  const message = `${source.name}: neither its name nor its content is that of a kind of package that is understood`;
  throw new SpmError('package-kind-unknown', message, { subject: source.name });
}
