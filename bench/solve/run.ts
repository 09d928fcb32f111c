import fs from 'node:fs';
import path from 'node:path';
import { BIN, temporaryDirectory } from '@mpkg/testkit';
import { execute, hasProgram, peakMegabytes, type Command } from '../lib/measure.ts';
import { compare } from '../lib/rounds.ts';
import { markdownTable } from '../lib/table.ts';
import { PEERS, planEntries } from './peers.ts';

const SPM = path.join(BIN, 'spm');
const APT_LISTS = '/var/lib/apt/lists';
const REQUESTS = ['nginx', 'apache2', 'tomcat10', 'libreoffice', 'texlive-full', 'gnome', 'kde-full'];

/** Plans from a cold process over this machine's own Debian index, beside apt and libsolv; compiles and checks the index. */
export function benchSolve(rounds: number): void {
  using temporary = temporaryDirectory();
  const work = temporary.path;
  const packages = dumpIndex(work);
  if (packages === undefined) return console.log('Skipped: this machine has no apt lists.');
  const spm = (...args: readonly string[]): Command => ({ argv: [SPM, ...args, '--root', work, '-q'] });
  execute(spm('repo', 'add', 'debian', '--kind', 'debian', `file://${APT_LISTS}`));
  execute(spm('sync'));
  const peers = PEERS.filter((peer) => peer.available());
  for (const peer of peers) peer.prepare(packages, work);
  console.log(
    `Programs: spm, ${peers.map(({ name }) => name).join(', ')}. Median of ${rounds} rounds, in turn; whole processes.\n`,
  );

  const head = ['task', 'program', 'ms', "spm's time as a ratio of it"];
  const plans = REQUESTS.flatMap((name) =>
    compare(
      `plan ${name}`,
      [
        { program: 'spm', commands: [spm('plan', 'install', name, '--no-recommends')] },
        ...planEntries(peers, [name], work),
      ],
      rounds,
    ),
  );
  const checks = compare(
    'check every package',
    [
      {
        program: 'spm',
        commands: [
          { argv: ['sh', '-c', '"$@" >/dev/null || true', 'sh', ...spm('repo', 'check', 'debian').argv] },
        ],
      },
      ...peers.flatMap((peer) => (peer.check ? [{ program: peer.name, commands: [peer.check(work)] }] : [])),
    ],
    rounds,
  );
  const compiles = [
    ['compile all lists', APT_LISTS],
    ['compile the largest list', largestList(work)],
  ] as const;
  const compiled = compiles.map(([task, folder], at) => {
    const root = path.join(work, `compile-${at}`);
    fs.mkdirSync(root);
    const inRoot = (...args: readonly string[]): Command => ({ argv: [SPM, ...args, '--root', root, '-q'] });
    execute(inRoot('repo', 'add', 'debian', '--kind', 'debian', `file://${folder}`));
    execute(inRoot('sync'));
    const forget: Command = { argv: ['rm', path.join(root, 'var/lib/spm/catalogue')] };
    const rows = compare(task, [{ program: 'spm', commands: [forget, inRoot('sync')] }], rounds);
    execute(forget);
    return { rows, peak: [task, megabytesText(peakMegabytes(inRoot('sync')))] };
  });
  const peaks = [
    ...compiled.map(({ peak }) => peak),
    ...REQUESTS.map((name) => [
      `plan ${name}`,
      megabytesText(peakMegabytes(spm('plan', 'install', name, '--no-recommends'))),
    ]),
  ];
  const empty = compare('--version', [{ program: 'spm', commands: [{ argv: [SPM, '--version'] }] }], rounds);
  console.log(markdownTable(head, [...plans, ...checks, ...compiled.flatMap(({ rows }) => rows), ...empty]));
  console.log(`\n${markdownTable(['task', 'peak MB'], peaks)}`);
}

/** A folder with the largest index of the machine alone. */
function largestList(work: string): string {
  const sizes = fs.readdirSync(APT_LISTS).filter((name) => name.includes('_Packages'));
  const sizeOf = (name: string): number => fs.statSync(path.join(APT_LISTS, name)).size;
  const [largest = ''] = sizes.toSorted((a, b) => sizeOf(b) - sizeOf(a));
  const suite = largest.replace(/_[^_]+_binary-.*$/, '');
  const folder = path.join(work, 'largest');
  fs.mkdirSync(folder);
  for (const name of [largest, `${suite}_InRelease`]) {
    fs.copyFileSync(path.join(APT_LISTS, name), path.join(folder, name));
  }
  return folder;
}

function megabytesText(megabytes: number | undefined): string {
  return megabytes?.toFixed(0) ?? '';
}

/** The machine's Debian index as one text, or undefined where there is none. */
function dumpIndex(work: string): string | undefined {
  if (!hasProgram('apt-get') || !fs.existsSync(APT_LISTS)) return undefined;
  const lists = fs.readdirSync(APT_LISTS).filter((name) => name.includes('_Packages'));
  if (lists.length === 0) return undefined;
  const file = path.join(work, 'Packages');
  const sources = lists.map((name) => path.join(APT_LISTS, name));
  execute({
    argv: [
      'sh',
      '-c',
      'out=$1; shift; /usr/lib/apt/apt-helper cat-file "$@" > "$out"',
      'sh',
      file,
      ...sources,
    ],
  });
  return file;
}
