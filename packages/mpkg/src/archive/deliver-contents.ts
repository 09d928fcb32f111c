import { MpkgError } from '../errors.ts';
import { quoteBytes } from '../bytes.ts';
import type { PacIndex } from '../pac/pac-index.ts';
import type { ContentWindow } from './content-window.ts';
import { checkpoint } from '../interruption.ts';

/** A leaf up to this size is always delivered in one piece. */
export const WHOLE_PIECE_BYTES = 256 * 1024;

/**
 * Takes a leaf's content: all of it at once (offset 0) up to `WHOLE_PIECE_BYTES`, otherwise in order in pieces up to 512 KiB.
 * `piece` is a view that holds only during the call.
 */
export type ContentVisitor = (entry: number, piece: Uint8Array, offset: number) => void;

export interface ReadOptions {
  /** Leaves whose content is not wanted are passed over, in a plain archive without reading them. */
  readonly wants?: ((entry: number) => boolean) | undefined;
  /** The last entry to read: what follows it is neither read nor verified. Default: all is. */
  readonly until?: number | undefined;
  /** Looked at about twice per MiB; delivery then ends with `interrupted` or `terminated`. */
  readonly signal?: AbortSignal | undefined;
}

interface Delivery extends ReadOptions {
  readonly index: PacIndex;
  /** Stands at the first content byte. */
  readonly window: ContentWindow;
  /** Without it contents are only read, and checked where they are link targets. */
  readonly visit: ContentVisitor | undefined;
}

const NOTHING = new Uint8Array(0);

/** Hands the contents of all wanted leaves to the visitor, in index order. */
export async function deliverContents(delivery: Delivery): Promise<void> {
  const { index, window, wants, visit, signal } = delivery;
  const end = delivery.until === undefined ? index.length : delivery.until + 1;
  for (let entry = 0; entry < end; entry++) {
    if (index.isDirectory(entry)) continue;
    const size = index.size(entry);
    if (wants !== undefined && !wants(entry)) await window.skip(size);
    else if (size > WHOLE_PIECE_BYTES) await deliverLarge(entry, size, delivery);
    else {
      // Most leaves are in the window already: not waiting for those is what makes small files fast.
      if (window.available < size) {
        await checkpoint(signal);
        await window.fill(size);
      }
      const isLink = index.kind(entry) === 'link';
      // A view is garbage soon: none is made that nobody looks at.
      if (visit === undefined && !isLink) window.drop(size);
      else {
        const piece = size === 0 ? NOTHING : window.take(size);
        if (isLink) checkTarget(index, entry, piece);
        visit?.(entry, piece, 0);
      }
    }
  }
}

async function deliverLarge(entry: number, size: number, { window, visit, signal }: Delivery): Promise<void> {
  for (let offset = 0; offset < size;) {
    if (window.available === 0) {
      await checkpoint(signal);
      await window.fill(1);
    }
    const piece = window.take(size - offset);
    visit?.(entry, piece, offset);
    offset += piece.length;
  }
}

function checkTarget(index: PacIndex, entry: number, target: Uint8Array): void {
  if (!target.includes(0)) return;
  const path = index.path(entry);
  throw new MpkgError('pac-malformed', `entry ${quoteBytes(path)}: its link target contains NUL`, {
    subject: path,
  });
}
