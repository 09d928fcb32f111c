import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import { describe, test } from 'node:test';
import { temporaryDirectory } from '@mpkg/testkit';
import { formatIdentity, isAlive, ownIdentity, parseIdentity } from '../../src/state/identity.ts';
import { clearGuards, releaseLock, takeLock } from '../../src/state/lock.ts';
import { realDisk } from '../../src/tree/disk.ts';

const NOW = { waitSeconds: 0 };

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => void setTimeout(resolve, 5));
}

describe('the lock', () => {
  test('is held by one at a time, and its holder is named', async () => {
    using directory = temporaryDirectory();
    const lock = `${directory.path}/lock`;
    assert.equal(await takeLock(realDisk, lock, NOW), true);
    await assert.rejects(takeLock(realDisk, lock, NOW), (error: Error & { code: string; exit: number }) => {
      assert.deepEqual([error.code, error.exit], ['locked', 8]);
      assert.match(error.message, new RegExp(`process ${process.pid} `));
      return true;
    });
    releaseLock(realDisk, lock);
    assert.equal(await takeLock(realDisk, lock, NOW), true);
  });

  test('that may not be taken is named, not its holder', async () => {
    const lock = '/some/where/lock';
    const denied = Object.assign(new Error('symlink'), { code: 'EACCES', path: 'the holder' });
    const disk = {
      ...realDisk,
      makeLink: () => {
        throw denied;
      },
    };
    await assert.rejects(takeLock(disk, lock, NOW), {
      code: 'no-permission',
      subject: lock,
      message: `${lock}: permission denied`,
      hint: 'run it as root, or with --root in a directory of your own',
    });
  });

  test('is waited for', async () => {
    using directory = temporaryDirectory();
    const lock = `${directory.path}/lock`;
    await takeLock(realDisk, lock, NOW);
    const waiting = takeLock(realDisk, lock, { waitSeconds: 60 });
    releaseLock(realDisk, lock);
    assert.equal(await waiting, true);
  });

  test('of a process that is gone, or of another boot, is broken', async () => {
    using directory = temporaryDirectory();
    const lock = `${directory.path}/lock`;
    for (const dead of [{ started: '1' }, { pid: 4_194_305 }, { boot: '00000000-0000' }]) {
      fs.symlinkSync(formatIdentity({ ...ownIdentity(), ...dead }), lock);
      assert.equal(await takeLock(realDisk, lock, NOW), true);
      assert.deepEqual(fs.readdirSync(directory.path), ['lock']);
      releaseLock(realDisk, lock);
    }
  });

  test('of a process that has ended and is not waited for is broken', async () => {
    using directory = temporaryDirectory();
    const lock = `${directory.path}/lock`;
    // The shell becomes a program that never asks for the status of the child it had. The child ends after that, when its
    // input does: of one that ended earlier the shell might have taken the status.
    const parent = spawn('sh', ['-c', 'exec 3<&0; read _ <&3 & echo $!; exec sleep 60 3<&-']);
    try {
      const [line] = (await once(parent.stdout, 'data')) as [Buffer];
      const pid = Number(line);
      await until(() => fs.readFileSync(`/proc/${parent.pid}/comm`, 'utf8') === 'sleep\n');
      parent.stdin.end();
      const statusOf = (): string[] =>
        fs.readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
      await until(() => statusOf()[0] === 'Z');
      fs.symlinkSync(formatIdentity({ ...ownIdentity(), pid, started: statusOf()[19] ?? '' }), lock);
      assert.equal(await takeLock(realDisk, lock, NOW), true);
    } finally {
      parent.kill();
    }
  });

  test('of another PID namespace, or of unknown form, is left alone', async () => {
    using directory = temporaryDirectory();
    const lock = `${directory.path}/lock`;
    for (const holder of [formatIdentity({ ...ownIdentity(), namespace: '1', started: '1' }), 'somebody']) {
      fs.symlinkSync(holder, lock);
      await assert.rejects(takeLock(realDisk, lock, NOW), { code: 'locked' });
      fs.unlinkSync(lock);
    }
  });

  test('that is no link is left to a person', async () => {
    using directory = temporaryDirectory();
    fs.writeFileSync(`${directory.path}/lock`, 'garbage');
    await assert.rejects(takeLock(realDisk, `${directory.path}/lock`, NOW), { code: 'locked', exit: 8 });
  });

  test('is not broken while somebody else does it', async () => {
    using directory = temporaryDirectory();
    const lock = `${directory.path}/lock`;
    const dead = formatIdentity({ ...ownIdentity(), started: '1' });
    fs.symlinkSync(dead, lock);
    const guard = `${lock}.broken-${dead.split('_').slice(0, 2).join('.')}`;
    fs.symlinkSync(formatIdentity(ownIdentity()), guard);
    await assert.rejects(takeLock(realDisk, lock, NOW), { code: 'locked' });
    fs.unlinkSync(guard);
    fs.symlinkSync(dead, guard);
    assert.equal(await takeLock(realDisk, lock, NOW), true);
    assert.deepEqual(fs.readdirSync(directory.path), ['lock']);
  });

  test('leaves no guard of the dead behind', async () => {
    using directory = temporaryDirectory();
    fs.symlinkSync(formatIdentity({ ...ownIdentity(), started: '1' }), `${directory.path}/lock.broken-1.1`);
    fs.symlinkSync(formatIdentity(ownIdentity()), `${directory.path}/lock.broken-2.2`);
    clearGuards(realDisk, directory.path);
    assert.deepEqual(fs.readdirSync(directory.path), ['lock.broken-2.2']);
  });

  test('does not make the directory it lies in', async () => {
    assert.equal(await takeLock(realDisk, '/nowhere/at/all/lock', NOW), false);
  });
});

test('an identity survives being written down', () => {
  assert.deepEqual(parseIdentity(formatIdentity(ownIdentity())), ownIdentity());
  assert.ok(isAlive(ownIdentity()));
});
