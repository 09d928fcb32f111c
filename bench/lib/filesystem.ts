import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { execute } from './measure.ts';

/** A place to measure in: it is emptied and unmounted when disposed. */
export interface Place extends Disposable {
  readonly name: string;
  readonly directory: string;
}

/** Memory as a file system. Needs root. */
export function tmpfs(gibibytes: number): Place {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'bench-tmpfs-'));
  execute({ argv: ['mount', '-t', 'tmpfs', '-o', `size=${gibibytes}g`, 'bench', directory] });
  return { name: 'tmpfs', directory, [Symbol.dispose]: () => unmount(directory) };
}

/** A fresh ext4 in an image on tmpfs: a real journal, without the noise of a shared disk. Needs root and a loop device. */
export function ext4InMemory(gibibytes: number): Place {
  const memory = tmpfs(gibibytes + 1);
  const image = path.join(memory.directory, 'image');
  const directory = path.join(memory.directory, 'mounted');
  fs.mkdirSync(directory);
  // Its memory is taken now, or who first writes to a block would pay for that.
  execute({
    argv: ['dd', 'if=/dev/zero', `of=${image}`, 'bs=1M', `count=${gibibytes * 1024}`, 'status=none'],
  });
  const settings = 'nodiscard,lazy_itable_init=0,lazy_journal_init=0';
  execute({ argv: ['mkfs.ext4', '-q', '-E', settings, image] });
  execute({ argv: ['mount', '-o', 'loop', image, directory] });
  return {
    name: 'ext4 in memory',
    directory,
    [Symbol.dispose]() {
      execute({ argv: ['umount', directory] });
      memory[Symbol.dispose]();
    },
  };
}

/** Whatever disk the temporary directory is on. */
export function disk(): Place {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'bench-disk-'));
  return {
    name: 'disk',
    directory,
    [Symbol.dispose]: () => fs.rmSync(directory, { recursive: true, force: true }),
  };
}

function unmount(directory: string): void {
  execute({ argv: ['umount', directory] });
  fs.rmdirSync(directory);
}
