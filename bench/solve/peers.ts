import fs from 'node:fs';
import path from 'node:path';
import { execute, hasProgram, type Command } from '../lib/measure.ts';
import type { Entry } from '../lib/rounds.ts';

/** Another resolver over the same index: nothing installed, no Recommends. */
export interface Peer {
  readonly name: string;
  available(): boolean;
  /** Brings the index into its own form; not timed. */
  prepare(packages: string, work: string): void;
  plan(names: readonly string[], work: string): Command;
  /** Checks every package of the index. */
  check?(work: string): Command;
}

const apt: Peer = {
  name: 'apt',
  available: () => hasProgram('apt-get') && fs.existsSync('/var/lib/apt/lists'),
  prepare(packages, work) {
    fs.writeFileSync(path.join(work, 'status'), '');
    fs.mkdirSync(path.join(work, 'apt-cache'), { recursive: true });
    execute(this.plan(['base-files'], work));
  },
  plan: (names, work) => ({
    argv: [
      'apt-get',
      '--print-uris',
      '--no-install-recommends',
      '-q',
      '-o',
      `Dir::State::status=${work}/status`,
      '-o',
      `Dir::Cache=${work}/apt-cache`,
      'install',
      ...names,
    ],
  }),
};

const libsolv: Peer = {
  name: 'libsolv',
  available: () => hasProgram('testsolv') && hasProgram('deb2solv'),
  prepare(packages, work) {
    execute({
      argv: ['sh', '-c', 'deb2solv -r "$1" > "$2" 2>/dev/null', 'sh', packages, `${work}/debian.solv`],
    });
  },
  plan(names, work) {
    const file = path.join(work, `${names[0]}-${names.length}.t`);
    const jobs = names.map((name) => `job install name ${name}`);
    const lines = [
      'repo debian 0 solv debian.solv',
      'system amd64 deb',
      'solverflags ignorerecommended',
      ...jobs,
    ];
    fs.writeFileSync(file, [...lines, 'result transaction,problems <inline>', ''].join('\n'));
    // Its status says whether the result equals an expected one, and none is given.
    return { argv: ['sh', '-c', 'testsolv "$1" >/dev/null || true', 'sh', file] };
  },
  // installcheck says "no" with its status; what it takes is the same.
  check: (work) => ({
    argv: ['sh', '-c', 'installcheck amd64 "$1" >/dev/null 2>&1 || true', 'sh', `${work}/debian.solv`],
  }),
};

export const PEERS: readonly Peer[] = [apt, libsolv];

export function planEntries(
  peers: readonly Peer[],
  names: readonly string[],
  work: string,
): readonly Entry[] {
  return peers.map((peer) => ({ program: peer.name, commands: [peer.plan(names, work)] }));
}
