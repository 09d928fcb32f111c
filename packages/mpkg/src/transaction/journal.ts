import { crc32 } from '../plan/crc32.ts';
import { MpkgError } from '../errors.ts';
import { textOfBytes, type Bytes } from '../bytes.ts';
import type { Operation } from '../plan/operation.ts';
import { OperationList } from '../plan/operation-list.ts';

/** Everything needed to undo a transaction that was not committed, or to clean up behind one that was. */
export interface Journal {
  readonly stages: readonly Bytes[];
  readonly operations: OperationList;
  /** Directories to remove after the commit where they are empty, deepest first. */
  readonly prune: readonly Bytes[];
}

export interface StoredJournal extends Journal {
  readonly committed: boolean;
}

const MAGIC = 'mpkg-journal 2';
export const COMMIT_MARK = 'committed\n';

/** `mpkg-journal 2 BYTES CRC32`, then the journal as JSON in that many bytes; the commit mark is appended later. In pieces. */
export function formatJournal({ stages, operations, prune }: Journal): readonly Uint8Array[] {
  const body = [
    Buffer.from(`{"stages":${JSON.stringify(stages)},"operations":[`, 'latin1'),
    ...operations.json(),
    Buffer.from(`],"prune":${JSON.stringify(prune)}}\n`, 'latin1'),
  ];
  const bytes = body.reduce((sum, piece) => sum + piece.length, 0);
  const checksum = body.reduce((sum, piece) => crc32(piece, sum), 0);
  return [Buffer.from(`${MAGIC} ${bytes} ${checksum}\n`), ...body];
}

/**
 * A journal appears under its name only when it is whole and on the disk, so one that does not fit its checksum is damage and
 * never guessed at. A commit mark that is cut short does not count.
 * @throws MpkgError `state-malformed`
 */
export function parseJournal(text: Bytes, file: string): StoredJournal {
  const match = /^(.+) (\d+) (\d+)\n/.exec(text);
  const start = match?.[0].length ?? 0;
  const end = start + Number(match?.[2]);
  const body = text.slice(start, end);
  if (match?.[1] !== MAGIC || crc32(Buffer.from(body, 'latin1')) !== Number(match[3])) {
    throw new MpkgError('state-malformed', `${textOfBytes(file)} is damaged; nothing was touched`, {
      subject: textOfBytes(file),
      hint: `restore it from a backup; or remove it, which leaves the tree as it is, and see what mpkg -c says`,
    });
  }
  const { stages, operations, prune } = JSON.parse(body) as Omit<Journal, 'operations'> & {
    readonly operations: readonly Operation[];
  };
  const committed = text.slice(end) === COMMIT_MARK;
  return { stages, operations: OperationList.of(operations), prune, committed };
}
