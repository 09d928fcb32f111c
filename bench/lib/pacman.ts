import fs from 'node:fs';
import path from 'node:path';
import { execute, type Command } from './measure.ts';

/** What goes into a package, as makepkg would have it but for `.MTREE`, which only its own check of files reads. */
export interface PacmanPackage {
  readonly name: string;
  /** Without a release, which is always 1. */
  readonly version: string;
  /** The directory that becomes `/`. */
  readonly tree: string;
  /** Bytes. */
  readonly size: number;
}

/** Packs a tree; `filter` compresses the archive (GNU tar's `-I`). */
export function packForPacman(found: PacmanPackage, file: string, filter?: string): void {
  const { name, version, tree, size } = found;
  const info = path.join(tree, '.PKGINFO');
  const fields = {
    pkgname: name,
    pkgver: `${version}-1`,
    pkgdesc: 'a sample',
    builddate: 0,
    packager: 'nobody',
    size,
    arch: 'any',
  };
  fs.writeFileSync(
    info,
    Object.entries(fields)
      .map(([key, value]) => `${key} = ${value}\n`)
      .join(''),
  );
  const members = fs.readdirSync(tree).filter((member) => member !== '.PKGINFO');
  const compress = filter === undefined ? [] : ['-I', filter];
  execute({ argv: ['tar', ...compress, '-cf', file, '-C', tree, '.PKGINFO', ...members] });
  fs.rmSync(info);
}

/** Makes the directory of its database. */
export function prepareForPacman(root: string): void {
  fs.mkdirSync(path.join(root, 'db'), { recursive: true });
}

export function pacman(root: string, ...args: readonly string[]): Command {
  const database = path.join(root, 'db');
  return {
    argv: ['pacman', '--root', root, '--dbpath', database, '--noconfirm', '--noprogressbar', ...args],
  };
}
