import { setImmediate as nextTurn } from 'node:timers/promises';

import { MpkgError, openDecoder, type Codec, type Decoder } from '@mpkg/mpkg';

import { SpmError } from '../errors.ts';
import { giveBack, takeBuffer } from '../spare-buffers.ts';
import type { Section } from './section.ts';
import type { Sink } from './spool.ts';

/** Bytes after which other work of the process gets its turn. */
const TURN_BYTES = 8 * 1024 * 1024;

/**
 * Decompresses a section in this process, through one buffer.
 * @throws SpmError `stream-corrupt` also for a stream that ends early or has something after its end; `tool-missing`; what the
 *   sink throws
 */
export async function decodeInto(sink: Sink, codec: Codec, section: Section): Promise<void> {
  try {
    const decoder = await openDecoder(codec, section);
    const chunk = takeBuffer();
    try {
      await copy(decoder, sink, chunk);
    } finally {
      giveBack(chunk);
      await decoder.close();
    }
  } catch (error) {
    throw typed(error);
  }
}

async function copy(decoder: Decoder, sink: Sink, chunk: Buffer): Promise<void> {
  let turn = 0;
  while (true) {
    const count = await decoder.read(chunk);
    if (count === 0) return;
    sink.write(chunk.subarray(0, count));
    turn += count;
    if (turn < TURN_BYTES) continue;
    turn = 0;
    await nextTurn();
  }
}

function typed(error: unknown): unknown {
  if (!(error instanceof MpkgError)) return error;
  const code = error.code === 'codec-unavailable' ? 'tool-missing' : 'stream-corrupt';
  return new SpmError(code, error.message, { ...(error.hint && { hint: error.hint }), cause: error });
}
