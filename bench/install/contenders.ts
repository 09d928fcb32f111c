import fs from 'node:fs';
import path from 'node:path';
import { BIN } from '@mpkg/testkit';
import { execute, hasProgram, type Command } from '../lib/measure.ts';
import { pacman, prepareForPacman } from '../lib/pacman.ts';
import { EVERYTHING, WISHES, type Corpus } from './corpus.ts';

const SPM = path.join(BIN, 'spm');
const CACHE = 'var/cache/spm';

/** A program that installs the whole corpus into an empty root. */
export interface Contender {
  readonly name: string;
  prepare(root: string): void;
  install(root: string): Command;
  /** Looks at what it made, before the root is removed. */
  after?(root: string): void;
}

/** The ways of spm, native pacs first, then the programs beside it. */
export function contendersFor(corpus: Corpus, work: string): readonly Contender[] {
  const cache = path.join(work, 'converted');
  return [
    {
      name: 'spm, native pacs',
      prepare: (root) => addRepository(root, [corpus.native]),
      install: (root) => installing(root, [EVERYTHING]),
    },
    converting(corpus, cache),
    {
      name: 'spm, .deb converted before',
      prepare(root) {
        addDebian(root, corpus);
        fs.cpSync(cache, path.join(root, CACHE), { recursive: true });
      },
      install: (root) => installing(root, WISHES),
    },
    dpkg('dpkg --unpack', corpus, '--no-force-unsafe-io'),
    dpkg('dpkg --unpack, unsafe-io', corpus, '--force-unsafe-io'),
    ...(hasProgram('pacman')
      ? [withPacman('pacman -U, zst', corpus.zst), withPacman('pacman -U, xz', corpus.xz)]
      : []),
  ];
}

/** Its conversions are kept for the one that needs none. */
function converting(corpus: Corpus, cache: string): Contender {
  return {
    name: 'spm, converting .deb',
    prepare: (root) => addDebian(root, corpus),
    install: (root) => installing(root, WISHES),
    after(root) {
      if (!fs.existsSync(cache)) fs.cpSync(path.join(root, CACHE), cache, { recursive: true });
    },
  };
}

function addDebian(root: string, { debian }: Corpus): void {
  addRepository(root, ['--kind', 'debian', `file://${debian}/Packages`]);
}

function addRepository(root: string, what: readonly string[]): void {
  fs.mkdirSync(root, { recursive: true });
  execute({ argv: [SPM, 'repo', 'add', 'local', ...what, '--root', root, '-q'] });
  execute({ argv: [SPM, 'sync', '--root', root, '-q'] });
}

function installing(root: string, names: readonly string[]): Command {
  return { argv: [SPM, 'install', ...names, '--no-recommends', '-y', '-q', '--root', root] };
}

function dpkg(name: string, { debs }: Corpus, flag: string): Contender {
  return {
    name,
    prepare(root) {
      for (const directory of ['info', 'updates', 'triggers'])
        fs.mkdirSync(path.join(root, 'var/lib/dpkg', directory), { recursive: true });
      fs.writeFileSync(path.join(root, 'var/lib/dpkg/status'), '');
    },
    install: (root) => ({ argv: ['dpkg', `--root=${root}`, '--force-all', flag, '--unpack', ...debs] }),
  };
}

function withPacman(name: string, packages: readonly string[]): Contender {
  return {
    name,
    prepare: prepareForPacman,
    install: (root) => pacman(root, '-U', '--overwrite', '*', ...packages),
  };
}
