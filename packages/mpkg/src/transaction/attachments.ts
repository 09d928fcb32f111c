import { MpkgError } from '../errors.ts';
import { textOfBytes, type Bytes } from '../bytes.ts';
import { resolveInHome, type Workspace } from '../state/workspace.ts';
import type { Disk } from '../tree/disk.ts';
import { nameOf, parentOf } from '../tree/paths.ts';
import { pin, type Place } from '../tree/place.ts';
import { writeFile } from './durability.ts';
import type { Stages } from './stages.ts';

/**
 * Files that a caller keeps about what it deploys: written like the state of this program and published with it, so that they
 * are never newer or older than the tree that they describe. No package owns them, and nothing but a caller removes them.
 */
export class Attachments {
  readonly arrivals: Place[] = [];
  readonly #disk: Disk;
  readonly #workspace: Workspace;
  readonly #stages: Stages;

  constructor(disk: Disk, workspace: Workspace, stages: Stages) {
    this.#disk = disk;
    this.#workspace = workspace;
    this.#stages = stages;
  }

  /** Stages a file. @throws MpkgError `file-not-found` without its directory, `file-conflict` where no file may be */
  add(path: Bytes, content: Uint8Array): void {
    const { view, home } = this.#workspace;
    const { directory, missing } = resolveInHome(view, home, parentOf(path));
    if (missing.length > 0) throw refusal('file-not-found', parentOf(path), 'does not exist');
    const place = view.child(directory, nameOf(path));
    if (place.staged !== null || (place.before !== 'absent' && place.before !== 'file')) {
      throw refusal('file-conflict', path, 'cannot be replaced');
    }
    if (place.before === 'file') place.departure = 'discard';
    place.after = 'file';
    pin(place);
    place.staged = this.#stages.item(place);
    writeFile(this.#disk, view.absolute(place.staged), content, false);
    this.arrivals.push(place);
  }
}

function refusal(code: 'file-not-found' | 'file-conflict', path: Bytes, reason: string): MpkgError {
  const subject = textOfBytes(path);
  return new MpkgError(code, `/${subject} ${reason}`, { subject, details: { paths: [subject] } });
}
