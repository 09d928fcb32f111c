import { fstatSync, writeSync } from 'node:fs';

export type Stream = 'stdout' | 'stderr';

/** Where the reporter's bytes go; a test collects them. */
export interface Output {
  write(stream: Stream, data: string | Uint8Array): void;
  isTerminal(stream: Stream): boolean;
  columns(): number;
}

/** Major device number of /dev/null and its like, from the kernel's devices.txt. */
const MEMORY_DEVICES = 1;

const FILE_DESCRIPTOR = { stdout: 1, stderr: 2 } as const;

/**
 * The process's own streams, written synchronously: nothing is lost at exit, ENOSPC is seen, and start-up does not pay for a
 * stream object. A reader that went away (EPIPE) ends the writing silently; so does
 * talk that cannot be written, because it must not turn a success into a failure.
 */
export function processOutput(): Output {
  const closed = { stdout: false, stderr: false };
  return {
    write(stream, data) {
      if (closed[stream]) return;
      const bytes = typeof data === 'string' ? Buffer.from(data) : data;
      for (let offset = 0; offset < bytes.length;) {
        try {
          offset += writeSync(FILE_DESCRIPTOR[stream], bytes, offset);
        } catch (error) {
          const { code } = error as NodeJS.ErrnoException;
          if (code === 'EAGAIN') Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
          else if (code === 'EPIPE' || stream === 'stderr') return void (closed[stream] = true);
          else throw error;
        }
      }
    },
    isTerminal: (stream) => isTerminal(FILE_DESCRIPTOR[stream]),
    columns: () => process.stderr.columns,
  };
}

/** Asks `tty` only of character devices that may be terminals: loading it, or a stream object, costs more than the rest of a start. */
function isTerminal(descriptor: number): boolean {
  try {
    const status = fstatSync(descriptor);
    const major = (status.rdev >> 8) & 0xfff;
    if (!status.isCharacterDevice() || major === MEMORY_DEVICES) return false;
  } catch {
    return false;
  }
  return process.getBuiltinModule('node:tty').isatty(descriptor);
}
