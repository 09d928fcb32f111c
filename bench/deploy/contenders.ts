import fs from 'node:fs';
import path from 'node:path';
import { execute, hasProgram, type Command } from '../lib/measure.ts';
import { packForPacman, pacman, prepareForPacman } from '../lib/pacman.ts';
import { BIN } from '@mpkg/testkit';

/** A packed sample: the file of a contender's own format, and the names in it. */
export interface Packed {
  readonly name: string;
  readonly old: string;
  readonly new: string;
  /** Where the old tree lies, for contenders that remove by a list of names. */
  readonly tree: string;
}

/** A program that can install, upgrade and remove; every method returns what is to be timed. */
export interface Contender {
  readonly name: string;
  available(): boolean;
  pack(tree: string, out: string, version: '1' | '2'): string;
  prepare?(root: string): void;
  install(packages: readonly Packed[], root: string): readonly Command[];
  upgrade(packages: readonly Packed[], root: string): readonly Command[];
  remove(packages: readonly Packed[], root: string): readonly Command[];
}

const mpkg = path.join(BIN, 'mpkg');
const mpac = path.join(BIN, 'mpac');

function mpkgContender(name: string, flags: readonly string[]): Contender {
  return {
    name,
    available: () => fs.existsSync(mpkg),
    pack(tree, out, version) {
      const file = path.join(path.dirname(out), version, `${path.basename(out)}.pac`);
      fs.mkdirSync(path.dirname(file), { recursive: true });
      execute({ argv: [mpac, 'create', file, tree, '-q'] });
      return file;
    },
    install: (packages, root) => [
      { argv: [mpkg, '-i', ...packages.map((p) => p.old), '-q', ...flags, '--root', root] },
    ],
    upgrade: (packages, root) => [
      { argv: [mpkg, '-i', ...packages.map((p) => p.new), '--replace', '-q', ...flags, '--root', root] },
    ],
    remove: (packages, root) => [
      { argv: [mpkg, '-u', ...packages.map((p) => p.name), '-q', ...flags, '--root', root] },
    ],
  };
}

function tarContender(name: string, isDurable: boolean): Contender {
  const sync = (root: string): readonly Command[] => (isDurable ? [{ argv: ['sync', '-f', root] }] : []);
  // A shell's loop: starting tar costs what it costs a script.
  const unpack = (files: readonly string[], root: string): readonly Command[] => [
    { argv: ['sh', '-c', 'for file; do tar -xf "$file" || exit; done', 'sh', ...files], cwd: root },
    ...sync(root),
  ];
  return {
    name,
    available: () => hasProgram('tar'),
    pack(tree, out, version) {
      execute({ argv: ['tar', '-cf', `${out}-${version}.tar`, '-C', tree, '.'] });
      return `${out}-${version}.tar`;
    },
    install: (packages, root) =>
      unpack(
        packages.map((p) => p.old),
        root,
      ),
    upgrade: (packages, root) =>
      unpack(
        packages.map((p) => p.new),
        root,
      ),
    remove: (packages, root) => [
      {
        argv: ['xargs', '-0', 'rm', '-df'],
        cwd: root,
        input: Buffer.from(namesBelow(packages.map(({ tree }) => tree)).join('\0')),
      },
      ...sync(root),
    ],
  };
}

/** Every name of the trees once, members before their directory. */
function namesBelow(trees: readonly string[]): readonly string[] {
  const names = trees.flatMap((tree) => fs.readdirSync(tree, { recursive: true, encoding: 'utf8' }));
  return [...new Set(names)].toSorted((a, b) => depthOf(b) - depthOf(a) || (a < b ? -1 : 1));
}

function depthOf(name: string): number {
  return name.split('/').length;
}

function dpkgContender(name: string, flags: readonly string[]): Contender {
  const dpkg = (root: string, ...args: readonly string[]): Command => ({
    argv: ['dpkg', `--root=${root}`, '--force-not-root', '--force-script-chrootless', ...flags, ...args],
    env: { DEBIAN_FRONTEND: 'noninteractive', PATH: '/usr/sbin:/usr/bin:/sbin:/bin' },
  });
  return {
    name,
    available: () => hasProgram('dpkg-deb'),
    pack(tree, out, version) {
      const control = path.join(tree, 'DEBIAN');
      const file = `${out}-${version}.deb`;
      fs.mkdirSync(control);
      fs.writeFileSync(
        path.join(control, 'control'),
        `Package: ${path.basename(out)}\nVersion: ${version}\nArchitecture: all\nMaintainer: nobody <nobody@example.org>\nDescription: a sample\n`,
      );
      execute({ argv: ['dpkg-deb', '-Znone', '--root-owner-group', '--build', tree, file] });
      fs.rmSync(control, { recursive: true });
      return file;
    },
    prepare(root) {
      for (const directory of ['info', 'updates', 'triggers']) {
        fs.mkdirSync(path.join(root, 'var/lib/dpkg', directory), { recursive: true });
      }
      fs.writeFileSync(path.join(root, 'var/lib/dpkg/status'), '');
    },
    install: (packages, root) => [dpkg(root, '-i', ...packages.map((p) => p.old))],
    upgrade: (packages, root) => [dpkg(root, '-i', ...packages.map((p) => p.new))],
    remove: (packages, root) => [dpkg(root, '--purge', ...packages.map((p) => p.name))],
  };
}

function pacmanContender(): Contender {
  return {
    name: 'pacman',
    available: () => hasProgram('pacman'),
    pack(tree, out, version) {
      const file = `${out}-${version}-1-any.pkg.tar`;
      packForPacman({ name: path.basename(out), version, tree, size: 1 }, file);
      return file;
    },
    prepare: prepareForPacman,
    install: (packages, root) => [pacman(root, '-U', ...packages.map((p) => p.old))],
    upgrade: (packages, root) => [pacman(root, '-U', ...packages.map((p) => p.new))],
    remove: (packages, root) => [pacman(root, '-R', ...packages.map((p) => p.name))],
  };
}

/** `mpkg` comes first: every ratio is its time by that of the one beside it. */
export const CONTENDERS: readonly Contender[] = [
  mpkgContender('mpkg', []),
  mpkgContender('mpkg --no-sync', ['--no-sync']),
  tarContender('tar + syncfs', true),
  tarContender('tar', false),
  dpkgContender('dpkg with fsync', ['--no-force-unsafe-io']),
  dpkgContender('dpkg unsafe-io', ['--force-unsafe-io']),
  pacmanContender(),
];
