import { cut, stalled } from './receive-errors.ts';
import { StallTimer } from './stall-timer.ts';
import type { Body } from './origin.ts';

export interface Part {
  /** What is received, for messages: the URL. */
  readonly source: string;
  readonly offset: number;
  /** Bytes. */
  readonly length: number;
  /** Milliseconds without a byte after which the transfer counts as stalled. */
  readonly stall: number;
}

/**
 * The bytes of a part. Of a reply that begins before it, or goes on behind it, the rest is not waited for.
 * @throws SpmError `transfer-cut`, `transfer-stalled`, or what the origin raised
 */
export async function receivePart(body: Body, { source, offset, length, stall }: Part): Promise<Buffer> {
  const part = Buffer.allocUnsafe(length);
  const timer = new StallTimer(stall, () => body.abandon());
  let skip = offset - body.offset;
  let missing = length;
  try {
    for await (const chunk of body.bytes) {
      timer.restart();
      const piece = chunk.subarray(skip, skip + missing);
      skip = Math.max(0, skip - chunk.length);
      part.set(piece, length - missing);
      missing -= piece.length;
      if (missing === 0) break;
    }
  } catch (error) {
    throw timer.expired ? stalled(source, length - missing, stall) : error;
  } finally {
    timer.stop();
    body.abandon();
  }
  if (missing > 0) throw cut(source, offset + length - missing, offset + length);
  return part;
}
