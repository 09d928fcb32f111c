import assert from 'node:assert/strict';
import test from 'node:test';
import { WriteBehind } from '../../src/transaction/write-behind.ts';
import { realDisk, type Disk } from '../../src/tree/disk.ts';

const MIB = 2 ** 20;

/** A disk that takes every write, and whose flushes end as told. */
function slowDisk(flush: () => Promise<void>): { disk: Disk; flushed: string[] } {
  const flushed: string[] = [];
  const disk: Disk = {
    ...realDisk,
    write: () => undefined,
    syncFileSystem: async (directory) => {
      flushed.push(directory);
      await flush();
      return true;
    },
  };
  return { disk, flushed };
}

function write(disk: Disk, mebibytes: number): void {
  for (let at = 0; at < mebibytes; at++) disk.write(0, new Uint8Array(MIB));
}

test('the disk is given work in batches, one at a time, on every file system', async () => {
  const { promise: ended, resolve: end } = Promise.withResolvers<void>();
  const { disk, flushed } = slowDisk(() => ended);
  const behind = new WriteBehind(disk, () => ['/a', '/b']);
  const watched = behind.watched();
  write(watched, 63);
  assert.deepEqual(flushed, []);
  write(watched, 1);
  assert.deepEqual(flushed, ['/a', '/b']);
  write(watched, 100);
  assert.equal(flushed.length, 2);
  end();
  await behind.settle();
  write(watched, 1);
  assert.equal(flushed.length, 4);
  await behind.settle();
});

test('many small files are work, too', async () => {
  const { disk, flushed } = slowDisk(() => Promise.resolve());
  const behind = new WriteBehind({ ...disk, create: () => 0 }, () => ['/a']);
  const watched = behind.watched();
  for (let file = 0; file < 3276; file++) watched.create('', 0);
  assert.deepEqual(flushed, []);
  watched.create('', 0);
  assert.deepEqual(flushed, ['/a']);
  await behind.settle();
});

test('a lost write is told of when the run asks', async () => {
  const failure = Object.assign(new Error('lost'), { code: 'EIO' });
  const { disk } = slowDisk(() => Promise.reject(failure));
  const behind = new WriteBehind(disk, () => ['/a']);
  write(behind.watched(), 64);
  await assert.rejects(behind.settle(), failure);
});
