import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, openSync, readlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { temporaryDirectory } from '@mpkg/testkit';

import { fileOrigin } from '../../src/transport/file-origin.ts';
import { FileReading } from '../../src/transport/file-reading.ts';

const SEVERAL_BUFFERS = randomBytes(700_001);

interface Opened extends Disposable {
  readonly path: string;
  readonly fd: number;
  readonly reading: FileReading;
}

function opened(content: Buffer): Opened {
  const directory = temporaryDirectory();
  const path = join(directory.path, 'file');
  writeFileSync(path, content);
  const fd = openSync(path, 'r');
  return {
    path,
    fd,
    reading: new FileReading(fd, path),
    [Symbol.dispose]: () => directory[Symbol.dispose](),
  };
}

function isOpen({ fd, path }: Opened): boolean {
  const link = `/proc/self/fd/${fd}`;
  return existsSync(link) && readlinkSync(link) === path;
}

async function gathered(pieces: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const found: Buffer[] = [];
  for await (const piece of pieces) found.push(Buffer.from(piece));
  return Buffer.concat(found);
}

describe('reading a file', () => {
  for (const [start, length] of [
    [0, 0],
    [0, 700_001],
    [1, 300_000],
    [262_144, 262_144],
    [700_001, 700_001],
  ] as const) {
    test(`of ${length} bytes from ${start} on`, async () => {
      const content = SEVERAL_BUFFERS.subarray(0, length);
      using file = opened(content);
      assert.ok((await gathered(file.reading.from(start))).equals(content.subarray(start)));
      assert.ok(isOpen(file));
      file.reading.stop();
      assert.ok(!isOpen(file));
    });
  }

  test('several at a time, each with a buffer of its own', async () => {
    using one = opened(SEVERAL_BUFFERS);
    using other = opened(SEVERAL_BUFFERS.toReversed() as Buffer);
    const [first, second] = await Promise.all([
      gathered(one.reading.from(0)),
      gathered(other.reading.from(0)),
    ]);
    assert.ok(first.equals(SEVERAL_BUFFERS));
    assert.ok(second.equals(SEVERAL_BUFFERS.toReversed()));
    for (const { reading } of [one, other]) reading.stop();
  });

  test('stopped while the system reads, it ends at once and closes the file when the system is done', async () => {
    using file = opened(SEVERAL_BUFFERS);
    const pieces = file.reading.from(0);
    const next = pieces.next();
    file.reading.stop();
    file.reading.stop();
    await assert.rejects(next, { code: 'interrupted' });
    while (isOpen(file)) await sleep(1);
  });

  test('stopped between two pieces, it reads no more', async () => {
    using file = opened(SEVERAL_BUFFERS);
    const pieces = file.reading.from(0);
    await pieces.next();
    file.reading.stop();
    assert.ok(!isOpen(file));
    await assert.rejects(pieces.next(), { code: 'interrupted' });
  });
});

describe('the origin of files', () => {
  test('does not wait for a pipe that nobody writes into', async () => {
    using directory = temporaryDirectory();
    const pipe = join(directory.path, 'pipe');
    assert.equal(spawnSync('mkfifo', [pipe]).status, 0);
    await assert.rejects(fileOrigin.open(pathToFileURL(pipe), { offset: 0 }), { code: 'not-published' });
  });

  test('ends with the signal', async () => {
    using file = opened(SEVERAL_BUFFERS);
    const stop = new AbortController();
    const body = await fileOrigin.open(pathToFileURL(file.path), { offset: 0, signal: stop.signal });
    assert(body.kind === 'body');
    const all = gathered(body.bytes);
    stop.abort();
    await assert.rejects(all, { code: 'interrupted' });
    file.reading.stop();
  });
});
