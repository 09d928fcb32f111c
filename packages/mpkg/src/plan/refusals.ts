import { MpkgError, type MpkgErrorCode } from '../errors.ts';
import { textOfBytes, type Bytes } from '../bytes.ts';

/** Everything that speaks against a deployment, gathered before anything is refused. Paths from the group's prefix. */
export class Refusals {
  readonly denied: Bytes[] = [];
  readonly escaping: Bytes[] = [];
  readonly conflicts: Bytes[] = [];

  /** @throws MpkgError `path-denied`, `link-escapes` or `file-conflict`, with all paths in `details.paths` */
  throwIfAny(subject: string): void {
    this.#refuse('path-denied', this.denied, subject, 'the rules refuse');
    this.#refuse('link-escapes', this.escaping, subject, 'links lead out of the prefix at');
    this.#refuse('file-conflict', this.conflicts, subject, 'there already are');
  }

  #refuse(code: MpkgErrorCode, paths: readonly Bytes[], subject: string, reason: string): void {
    if (paths.length === 0) return;
    const count = paths.length === 1 ? '1 path' : `${paths.length} paths`;
    throw new MpkgError(code, `${subject}: ${reason} ${count} of the package; nothing was changed`, {
      subject,
      details: { paths: paths.map(textOfBytes) },
    });
  }
}
