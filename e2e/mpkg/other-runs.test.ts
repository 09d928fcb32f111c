// What happens to mpkg from outside: another run, a signal, a user without privileges.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, test } from 'node:test';
import {
  buildTree,
  canMount,
  canTrace,
  fingerprint,
  injectAt,
  runTool,
  temporaryDirectory,
  tracePoints,
  type CallPoint,
  type RunResult,
} from '@mpkg/testkit';
import { copyRoot, leftovers, MPKG, pack } from '../support/deployment.ts';

let work: ReturnType<typeof temporaryDirectory>;
let root: string;
let pac: string;

const mpkg = (...args: readonly string[]): Promise<RunResult> => runTool('mpkg', [...args, '--root', root]);

beforeEach(async () => {
  work = temporaryDirectory();
  root = path.join(work.path, 'root');
  buildTree(root, { 'bin/other': { exec: 'other' } });
  pac = await pack(work.path, { 'bin/foo': { exec: 'foo' }, 'share/doc/foo/README': 'read me\n' }, 'foo');
});

afterEach(() => work[Symbol.dispose]());

describe('other runs, signals, privileges', () => {
  test(
    'a second run is told who holds the lock, or waits',
    { skip: canTrace() ? false : 'strace cannot trace here' },
    async () => {
      const lock = `${root}/var/lib/mpkg/lock`;
      const holder = runTool('mpkg', ['-i', pac, '--root', root], {
        under: injectAt({ call: 'rename', ordinal: 1 }, 'signal=STOP'),
      });
      await until(() => isLink(lock), holder);
      const pid = Number.parseInt(fs.readlinkSync(lock), 10);
      const refused = await mpkg('-u', 'foo');
      assert.equal(refused.exit, 8);
      assert.match(refused.stderr, new RegExp(`process ${pid} `));
      const waiting = mpkg('-u', 'foo', '--wait', '600');
      // It may not have come to where it stops: it is told to go on until it is at its end.
      const again = setInterval(() => isLink(lock) && process.kill(pid, 'SIGCONT'), 5);
      assert.equal((await holder).exit, 0);
      clearInterval(again);
      const waited = await waiting;
      assert.equal(waited.exit, 0, waited.stderr);
    },
  );

  test(
    'a holder that /proc hides from other users still holds the lock',
    { skip: canMount('tmpfs') ? false : 'nothing can be mounted here' },
    async () => {
      fs.chmodSync(work.path, 0o755);
      const prefix = path.join(work.path, 'home');
      fs.mkdirSync(`${prefix}/var/lib/mpkg`, { recursive: true });
      for (const part of ['', '/var', '/var/lib', '/var/lib/mpkg']) fs.chownSync(prefix + part, 65534, 65534);
      const status = fs.readFileSync('/proc/self/stat', 'latin1');
      const started = status.slice(status.lastIndexOf(')') + 2).split(' ')[19];
      const boot = fs.readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim();
      const namespace = fs.readlinkSync('/proc/self/ns/pid').replaceAll(/\D/g, '');
      fs.symlinkSync(`${process.pid}_${started}_${boot}_${namespace}`, `${prefix}/var/lib/mpkg/lock`);
      const asNobody = 'setpriv --reuid=65534 --regid=65534 --clear-groups';
      const hiding = `mount -t proc -o hidepid=2 proc /proc && exec ${asNobody} "$@"`;
      const refused = await runTool('mpkg', ['-i', pac, '--prefix', prefix], {
        under: ['unshare', '-m', 'sh', '-c', hiding, 'sh'],
      });
      assert.equal(refused.exit, 8, refused.stderr);
      assert.match(refused.stderr, new RegExp(`process ${process.pid} holds`));
      assert.equal(isLink(`${prefix}/var/lib/mpkg/lock`), true);
    },
  );

  test('an interrupt rolls back', { skip: canTrace() ? false : 'strace cannot trace here' }, async () => {
    const large = path.join(work.path, 'large');
    fs.mkdirSync(`${large}/opt`, { recursive: true });
    for (let at = 0; at < 12; at++) fs.truncateSync(openNew(`${large}/opt/file-${at}`), 16 * 2 ** 20);
    const slow = path.join(work.path, 'slow.pac.zst');
    assert.equal((await runTool('mpac', ['create', slow, large])).exit, 0);
    const before = fingerprint(root);
    const finished = copyRoot(root, path.join(work.path, 'finished'));
    const points = tracePoints([MPKG, '-i', slow, '--root', finished], finished, 'write');
    const halfway = points[points.length >> 1] as CallPoint;
    for (const [signal, status] of [
      ['INT', 130],
      ['TERM', 143],
    ] as const) {
      const run = await runTool('mpkg', ['-i', slow, '--root', root], {
        under: injectAt(halfway, `signal=${signal}`),
      });
      assert.equal(run.exit, status, run.stderr);
      assert.deepEqual(fingerprint(root), before);
      assert.deepEqual(leftovers(root), []);
    }
  });

  test(
    'without privileges it works in a prefix the user owns',
    { skip: process.getuid?.() !== 0 },
    async () => {
      fs.chmodSync(work.path, 0o755);
      const prefix = path.join(work.path, 'home');
      fs.mkdirSync(prefix);
      fs.chownSync(prefix, 65534, 65534);
      const under = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'];
      const before = fingerprint(prefix, { owners: true });
      const run = (...args: readonly string[]): Promise<RunResult> =>
        runTool('mpkg', [...args, '--prefix', prefix], { under });
      const table = path.join(work.path, 'modes.json');
      fs.writeFileSync(table, '[{"path":"bin/foo","mode":"4750","owner":7,"capabilities":"cap_kill+ep"}]');
      const deployed = await run('-i', pac, '--modes', table);
      assert.equal(deployed.exit, 0, deployed.stderr);
      assert.match(deployed.stderr, /only root may give/);
      assert.equal(fs.statSync(`${prefix}/bin/foo`).mode & 0o7777, 0o750);
      assert.equal((await run('-c')).exit, 0);
      assert.equal(fs.statSync(`${prefix}/bin/foo`).uid, 65534);
      assert.equal((await run('-u', 'foo')).exit, 0);
      assert.deepEqual(fingerprint(prefix, { owners: true }), before);
    },
  );
});

function openNew(file: string): string {
  fs.writeFileSync(file, '');
  return file;
}

function isLink(file: string): boolean {
  return fs.lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
}

/** Waits for what a run does before its end. */
async function until(condition: () => boolean, run: Promise<RunResult>): Promise<void> {
  let ended: RunResult | undefined;
  void run.then((result) => (ended = result));
  while (!condition()) {
    assert.equal(ended, undefined, 'it did not happen');
    await new Promise((resolve) => void setTimeout(resolve, 5));
  }
}
