import fs from 'node:fs';
import path from 'node:path';
import type { ModeRowJson } from '@mpkg/mpkg';
import { BIN } from '@mpkg/testkit';
import { execute } from '../lib/measure.ts';
import { publish, type NativeEntry } from '../lib/native-repository.ts';
import { packForPacman } from '../lib/pacman.ts';

const SPM = path.join(BIN, 'spm');
const MPAC = path.join(BIN, 'mpac');
/** About a hundred packages with their dependencies. */
export const WISHES = ['nginx', 'apache2', 'python3', 'git', 'vim'];
/** The group of a native repository that brings all of its packages. */
export const EVERYTHING = 'everything';
export const LISTS = '/var/lib/apt/lists';
/** zstd's level for pacs and pacman's packages. */
const LEVEL = 7;

/** The same packages in every program's own format. */
export interface Corpus {
  /** Debian's own files with an index of them. */
  readonly debian: string;
  readonly debs: readonly string[];
  /** A native repository. */
  readonly native: string;
  /** For pacman, as `.pkg.tar.zst` and `.pkg.tar.xz`. */
  readonly zst: readonly string[];
  readonly xz: readonly string[];
}

/** Downloads real packages, and packs what is in them anew, below `work`. */
export function buildCorpus(work: string): Corpus {
  const directory = (name: string): string => {
    const made = path.join(work, name);
    fs.mkdirSync(made);
    return made;
  };
  const debian = directory('debian');
  const debs = download(debian, directory('planning'));
  const native = directory('native');
  const pacman = directory('pacman');
  const entries: NativeEntry[] = [];
  const zst: string[] = [];
  const xz: string[] = [];
  for (const deb of debs) {
    const tree = directory('tree');
    execute({ argv: ['dpkg-deb', '-x', deb, tree] });
    const [name = '', version = ''] = execute({
      argv: ['dpkg-deb', '-W', '--showformat=${Package} ${Version}', deb],
    }).split(' ');
    const size = Number(execute({ argv: ['du', '-sb', tree] }).split('\t')[0]);
    const found = { name, version: version.replaceAll(/[:~-]/g, '.'), tree, size };
    const package_ = path.join(pacman, `${name}-1-any.pkg.tar`);
    packForPacman(found, `${package_}.zst`, `zstd -q -${LEVEL}`);
    packForPacman(found, `${package_}.xz`, 'xz');
    zst.push(`${package_}.zst`);
    xz.push(`${package_}.xz`);
    entries.push(packNative(native, found));
    fs.rmSync(tree, { recursive: true });
  }
  const depends = entries.map(({ name }) => name).toSorted();
  publish(native, [...entries, { name: EVERYTHING, version: '1', kind: 'group', depends }].toSorted(byName));
  return { debian, debs, native, zst, xz };
}

/** What apt delivers for the wishes; the directory then is a repository too. */
function download(archive: string, planning: string): readonly string[] {
  fs.mkdirSync(planning, { recursive: true });
  const spm = (...args: readonly string[]): string => execute({ argv: [SPM, ...args, '--root', planning] });
  spm('repo', 'add', 'debian', '--kind', 'debian', `file://${LISTS}`, '-q');
  spm('sync', '-q');
  const plan = spm('plan', 'install', ...WISHES, '--no-recommends', '--json');
  const steps: readonly { after: { name: string; version: string } }[] = JSON.parse(plan).result.plan.steps;
  const wanted = steps.map(({ after: { name, version } }) => `${name}=${version}`);
  execute({ argv: ['apt-get', 'download', '-qq', ...wanted], cwd: archive });
  execute({ argv: ['sh', '-c', 'dpkg-scanpackages -m . /dev/null > Packages 2>/dev/null'], cwd: archive });
  return fs
    .readdirSync(archive)
    .filter((name) => name.endsWith('.deb'))
    .map((name) => path.join(archive, name));
}

interface Unpacked {
  readonly name: string;
  readonly version: string;
  readonly tree: string;
  readonly size: number;
}

/** Packs a tree as a pac; owners and set-id bits, which a pac has no place for, go into the entry. */
function packNative(directory: string, { name, version, tree, size }: Unpacked): NativeEntry {
  const pac = `${name}_${version}.pac.zst`;
  const file = path.join(directory, pac);
  const document = execute({ argv: [MPAC, 'create', file, tree, '--level', String(LEVEL), '--json'] });
  const modes: readonly ModeRowJson[] = JSON.parse(document).result.modes;
  return { name, version, pac, 'installed-size': size, ...(modes.length > 0 && { modes }) };
}

function byName(a: NativeEntry, b: NativeEntry): number {
  return a.name < b.name ? -1 : 1;
}
