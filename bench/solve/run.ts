import fs from 'node:fs';
import path from 'node:path';
import { BIN, temporaryDirectory } from '@mpkg/testkit';
import { execute, hasProgram, type Command } from '../lib/measure.ts';
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
  const empty = compare('--version', [{ program: 'spm', commands: [{ argv: [SPM, '--version'] }] }], rounds);
  console.log(markdownTable(head, [...plans, ...checks, ...empty]));
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
