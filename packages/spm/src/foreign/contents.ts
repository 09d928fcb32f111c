import { readSync } from 'node:fs';

import { systemError } from '../errors.ts';

/** Bytes that can be read anywhere: what the extents of a staged tree lie in. */
export interface Contents {
  /** Fills `target` from a position on, and returns how many bytes there were: fewer only at the end. */
  read(target: Uint8Array, position: number): number;
}

/** The contents of an open file. */
export function fileContents(fd: number, path: string): Contents {
  return {
    read(target, position) {
      let done = 0;
      try {
        for (let count = -1; done < target.length && count !== 0; done += count) {
          count = readSync(fd, target, done, target.length - done, position + done);
        }
      } catch (error) {
        throw systemError(error, path);
      }
      return done;
    },
  };
}
