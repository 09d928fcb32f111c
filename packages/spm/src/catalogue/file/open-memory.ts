import { errnoOf } from '../../errors.ts';
import type { FileMemory } from './file-memory.ts';
import { mapFile } from './map-file.ts';
import { MappedFile } from './mapped-file.ts';
import { OpenedFile } from './opened-file.ts';

/** Maps a file where the runtime can, and reads it piece by piece elsewhere. @throws the file system's errors */
export function openMemory(path: string): FileMemory {
  const bytes = mapped(path);
  return bytes === undefined ? new OpenedFile(path) : new MappedFile(bytes);
}

/** Some file systems, and files without any bytes, cannot be mapped. */
function mapped(path: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    return mapFile(path);
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') throw error;
    return undefined;
  }
}
