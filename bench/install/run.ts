import fs from 'node:fs';
import path from 'node:path';
import { BIN } from '@mpkg/testkit';
import { ext4InMemory, tmpfs, type Place } from '../lib/filesystem.ts';
import { execute, hasProgram, median, timed, type Command } from '../lib/measure.ts';
import { markdownTable } from '../lib/table.ts';

const SPM = path.join(BIN, 'spm');
/** About a hundred packages with their dependencies. */
const WISHES = ['nginx', 'apache2', 'python3', 'git', 'vim'];
const LISTS = '/var/lib/apt/lists';

/** Installs the same real Debian packages into an empty root, beside `dpkg --unpack` of the same files. */
export function benchInstall(rounds: number): void {
  if (!hasProgram('apt-get') || !hasProgram('dpkg-scanpackages') || !fs.existsSync(LISTS)) {
    return console.log('Skipped: apt with its lists and dpkg-scanpackages are not here.');
  }
  using work = tmpfs(8);
  const archive = downloadArchive(work.directory);
  const files = fs
    .readdirSync(archive)
    .filter((name) => name.endsWith('.deb'))
    .map((name) => path.join(archive, name));
  console.log(
    `${files.length} packages. Median of ${rounds} rounds, in turn; spm's time as a ratio of each.\n`,
  );
  for (const open of [() => tmpfs(6), () => ext4InMemory(4)]) {
    using where = open();
    report(where, measure(where, { archive, files, rounds }));
  }
}

/** The packages and an index of them, below `work`. */
function downloadArchive(work: string): string {
  const root = path.join(work, 'planning');
  const archive = path.join(work, 'archive');
  fs.mkdirSync(archive, { recursive: true });
  fs.mkdirSync(root);
  execute({
    argv: [SPM, 'repo', 'add', 'debian', '--kind', 'debian', `file://${LISTS}`, '--root', root, '-q'],
  });
  execute({ argv: [SPM, 'sync', '--root', root, '-q'] });
  const plan = execute({
    argv: [SPM, 'plan', 'install', ...WISHES, '--no-recommends', '--json', '--root', root],
  });
  const steps: readonly { after: { name: string; version: string } }[] = JSON.parse(plan).result.plan.steps;
  const wanted = steps.map((step) => `${step.after.name}=${step.after.version}`);
  execute({ argv: ['apt-get', 'download', '-qq', ...wanted], cwd: archive });
  execute({ argv: ['sh', '-c', 'dpkg-scanpackages -m . /dev/null > Packages 2>/dev/null'], cwd: archive });
  return archive;
}

interface Material {
  readonly archive: string;
  readonly files: readonly string[];
  readonly rounds: number;
}

interface Program {
  readonly name: string;
  readonly prepare: (root: string) => void;
  readonly install: (root: string) => Command;
}

function measure(where: Place, { archive, files, rounds }: Material): ReadonlyMap<string, readonly number[]> {
  const times = new Map<string, number[]>();
  const cache = path.join(where.directory, 'cache');
  for (let round = -1; round < rounds; round++) {
    for (const { name, prepare, install: command } of programs(archive, files, cache)) {
      const root = path.join(where.directory, 'root');
      fs.mkdirSync(root);
      prepare(root);
      const time = timed([command(root)]);
      if (round >= 0) times.set(name, [...(times.get(name) ?? []), time]);
      if (name.startsWith('spm') && !fs.existsSync(cache))
        fs.cpSync(path.join(root, 'var/cache/spm'), cache, { recursive: true });
      fs.rmSync(root, { recursive: true });
    }
  }
  return times;
}

function programs(archive: string, files: readonly string[], cache: string): readonly Program[] {
  const addArchive = (root: string): void => {
    execute({
      argv: [
        SPM,
        'repo',
        'add',
        'local',
        '--kind',
        'debian',
        `file://${archive}/Packages`,
        '--root',
        root,
        '-q',
      ],
    });
    execute({ argv: [SPM, 'sync', '--root', root, '-q'] });
  };
  const dpkg = (name: string, flag: string): Program => ({
    name,
    prepare(root) {
      for (const directory of ['info', 'updates', 'triggers'])
        fs.mkdirSync(path.join(root, 'var/lib/dpkg', directory), { recursive: true });
      fs.writeFileSync(path.join(root, 'var/lib/dpkg/status'), '');
    },
    install: (root) => ({ argv: ['dpkg', `--root=${root}`, '--force-all', flag, '--unpack', ...files] }),
  });
  return [
    {
      name: 'spm, packages converted before',
      prepare: (root) => (addArchive(root), restoreCache(root, cache)),
      install,
    },
    { name: 'spm, converting', prepare: addArchive, install },
    dpkg('dpkg --unpack', '--no-force-unsafe-io'),
    dpkg('dpkg --unpack unsafe-io', '--force-unsafe-io'),
  ];
}

function install(root: string): Command {
  return { argv: [SPM, 'install', ...WISHES, '--no-recommends', '-y', '-q', '--root', root] };
}

function restoreCache(root: string, cache: string): void {
  if (fs.existsSync(cache)) fs.cpSync(cache, path.join(root, 'var/cache/spm'), { recursive: true });
}

function report(where: Place, times: ReadonlyMap<string, readonly number[]>): void {
  const [converted = [], converting = []] = times.values();
  const rows = [...times].map(([name, values]) => [
    name,
    median(values).toFixed(0),
    ratio(converted, values),
    ratio(converting, values),
  ]);
  console.log(`\n### ${where.name}\n`);
  console.log(markdownTable(['program', 'ms', 'ratio, converted before', 'ratio, converting'], rows));
}

function ratio(own: readonly number[], other: readonly number[]): string {
  return median(other.map((time, round) => (own[round] ?? Number.NaN) / time)).toFixed(2);
}
