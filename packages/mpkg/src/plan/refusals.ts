import { MpkgError, type MpkgErrorCode } from '../errors.ts';
import { textOfBytes, type Bytes } from '../bytes.ts';

/** Everything that speaks against a deployment, gathered before anything is refused. Paths from the group's prefix. */
export class Refusals {
  readonly denied: Bytes[] = [];
  readonly escaping: Bytes[] = [];
  readonly conflicts: Bytes[] = [];

  /** @throws MpkgError `path-denied`, `link-escapes` or `file-conflict`, with all paths in `details.paths` */
  throwIfAny(subject: string): void {
    this.#refuse('path-denied', this.denied, subject, 'refused by the rules');
    this.#refuse('link-escapes', this.escaping, subject, 'behind links that lead out of the prefix');
    this.#refuse('file-conflict', this.conflicts, subject, 'in the way of the package');
  }

  #refuse(code: MpkgErrorCode, paths: readonly Bytes[], subject: string, reason: string): void {
    if (paths.length === 0) return;
    const count = paths.length === 1 ? '1 path' : `${paths.length} paths`;
    throw new MpkgError(code, `${subject}: ${count} ${reason}; nothing was changed`, {
      subject,
      details: { paths: paths.map(textOfBytes) },
    });
  }
}
