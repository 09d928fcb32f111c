import { MpkgError } from '../errors.ts';
import { textOfBytes, type Bytes } from '../bytes.ts';

const REASONS = {
  'path-denied': ['refused by the rules of the group, or reserved for mpkg', 'mpkg --groups'],
  'link-escapes': ['behind links that lead out of the prefix', '--skip PATH leaves a path out'],
  'file-conflict': ['in the way of the package', 'move them away, or leave them out with --skip PATH'],
} as const;

/** Everything that speaks against a deployment, gathered before anything is refused. Paths from the group's prefix. */
export class Refusals {
  readonly denied: Bytes[] = [];
  readonly escaping: Bytes[] = [];
  readonly conflicts: Bytes[] = [];

  /** @throws MpkgError `path-denied`, `link-escapes` or `file-conflict`, with all paths in `details.paths` */
  throwIfAny(subject: string): void {
    this.#refuse('path-denied', this.denied, subject);
    this.#refuse('link-escapes', this.escaping, subject);
    this.#refuse('file-conflict', this.conflicts, subject);
  }

  #refuse(code: keyof typeof REASONS, paths: readonly Bytes[], subject: string): void {
    if (paths.length === 0) return;
    const count = paths.length === 1 ? '1 path' : `${paths.length} paths`;
    const [reason, hint] = REASONS[code];
    throw new MpkgError(code, `${subject}: ${count} ${reason}; nothing was changed`, {
      subject,
      hint,
      details: { paths: paths.map(textOfBytes) },
    });
  }
}
