import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** A new directory that disappears with the scope: `using dir = temporaryDirectory()`. */
export function temporaryDirectory(base: string = os.tmpdir()): Disposable & { readonly path: string } {
  const directory = fs.mkdtempSync(path.join(base, 'mpkg-test-'));
  return {
    path: directory,
    [Symbol.dispose]: () => fs.rmSync(directory, { recursive: true, force: true }),
  };
}
