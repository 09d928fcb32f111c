import assert from 'node:assert/strict';
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { BIN, temporaryDirectory } from '@mpkg/testkit';

const MIB = 2 ** 20;
const LIMIT = 64 * MIB;
/** Sparse on disk; more than any buffer, so that a leak of one part in ten would show. */
const FILE_BYTES = 384 * MIB;
const FILES = 2;

/** Runs mpac to success and returns the greatest resident memory it had, in bytes. */
async function peakOf(...args: string[]): Promise<number> {
  const child = spawn(path.join(BIN, 'mpac'), args, { stdio: ['ignore', 'ignore', 'inherit'] });
  let peak = 0;
  const look = (): void => {
    // The kernel keeps the maximum, so the last look before the end tells it.
    const status = fs.existsSync(`/proc/${child.pid}/status`)
      ? fs.readFileSync(`/proc/${child.pid}/status`, 'utf8')
      : '';
    peak = Math.max(peak, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) * 1024);
  };
  const timer = setInterval(look, 10);
  const [exit] = (await once(child, 'exit')) as [number | null];
  clearInterval(timer);
  assert.equal(exit, 0, args.join(' '));
  return peak;
}

test('memory stays below 64 MiB whatever an archive holds', async () => {
  using directory = temporaryDirectory();
  const tree = path.join(directory.path, 'tree');
  fs.mkdirSync(tree);
  for (let i = 0; i < FILES; i++) {
    fs.closeSync(fs.openSync(path.join(tree, `f${i}`), 'w'));
    fs.truncateSync(path.join(tree, `f${i}`), FILE_BYTES);
  }
  for (const codec of ['gz', 'zst', 'none']) {
    const file = path.join(directory.path, `a.${codec}.pac`);
    const peaks = {
      create: await peakOf('create', file, tree, '-z', codec, ...(codec === 'gz' ? ['--level', '1'] : [])),
      list: await peakOf('list', file),
      verify: await peakOf('verify', file),
      cat: await peakOf('cat', file, 'f1'),
    };
    for (const [command, peak] of Object.entries(peaks)) {
      assert.ok(peak < LIMIT, `${command} of ${codec}: ${(peak / MIB).toFixed(0)} MiB`);
    }
    fs.rmSync(file);
  }
});

const hasXz = spawnSync('xz', ['--version']).status === 0;

test('nor when the program xz decodes it', { skip: !hasXz && 'there is no xz' }, async () => {
  using directory = temporaryDirectory();
  const tree = path.join(directory.path, 'tree');
  const file = path.join(directory.path, 'a.pac');
  fs.mkdirSync(tree);
  fs.writeFileSync(path.join(tree, 'f'), '');
  fs.truncateSync(path.join(tree, 'f'), FILE_BYTES / 2);
  await peakOf('create', file, tree);
  // A check that the decoder in process does not know.
  execFileSync('xz', ['-0', '--check=sha256', file]);
  for (const args of [
    ['verify', `${file}.xz`],
    ['cat', `${file}.xz`, 'f'],
    ['extract', `${file}.xz`, path.join(directory.path, 'out')],
  ]) {
    const peak = await peakOf(...args);
    assert.ok(peak < LIMIT, `${args[0]}: ${(peak / MIB).toFixed(0)} MiB`);
  }
});
