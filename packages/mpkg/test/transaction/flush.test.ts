import assert from 'node:assert/strict';
import fs from 'node:fs';
import { describe, test } from 'node:test';
import { buildTree, temporaryDirectory } from '@mpkg/testkit';
import { openTransaction } from '../../src/open-transaction.ts';
import type { Transaction } from '../../src/transaction/transaction.ts';
import { realDisk, type Disk } from '../../src/tree/disk.ts';
import { traitsOf } from '../../src/tree/file-system.ts';
import { pacIn } from '../deploy/harness.ts';

const OLD = { 'usr/bin/foo': { exec: 'old' }, 'usr/share/foo/a': 'a', 'usr/bin/gone': '' };
const NEW = { 'usr/bin/foo': { exec: 'new' }, 'usr/share/foo/a': 'a', 'opt/new/deep/file': 'x' };

/** A disk without sync(1) that writes down, below `root`, what is flushed and what is renamed. */
function recordingDisk(root: string, log: string[], flush: Disk['syncFileSystem']): Disk {
  const below = (path: string): string => path.slice(root.length).replaceAll(/\.mpkg-\w+-\d+-0/g, 'STAGE');
  return {
    ...realDisk,
    syncFileSystem: flush,
    sync(descriptor) {
      log.push(`sync ${below(fs.readlinkSync(`/proc/self/fd/${descriptor}`))}`);
      realDisk.sync(descriptor);
    },
    rename(from, to) {
      realDisk.rename(from, to);
      log.push(
        `rename ${below(fs.realpathSync(to.slice(0, to.lastIndexOf('/'))))}${to.slice(to.lastIndexOf('/'))}`,
      );
    },
  };
}

/** What was flushed after the last name was published. */
function beforeTheMark(log: readonly string[]): readonly string[] {
  const mark = log.lastIndexOf('sync /var/lib/mpkg/journal');
  const names = log.slice(0, mark);
  return names.slice(names.findLastIndex((line) => line.startsWith('rename')));
}

/** What the last of some transactions did. */
async function logOf(
  steps: ((transaction: Transaction) => Promise<unknown>)[],
  flush: Disk['syncFileSystem'] = async () => false,
): Promise<string[]> {
  using work = temporaryDirectory();
  const root = `${work.path}/root`;
  buildTree(root, { usr: { dir: {} } });
  const log: string[] = [];
  for (const step of steps) {
    log.length = 0;
    await using transaction = await openTransaction({ root, disk: recordingDisk(root, log, flush) });
    await step(transaction);
    await transaction.commit();
  }
  return log;
}

using somewhere = temporaryDirectory();
const isDurable = traitsOf(somewhere.path).durable;

describe('without sync(1)', { skip: !isDurable && 'the temporary directory survives no power cut' }, () => {
  test('the new contents are flushed before the old are replaced, all names before the commit', async () => {
    using shop = temporaryDirectory();
    const [old, next] = [await pacIn(shop.path, 'foo', OLD), await pacIn(shop.path, 'foo', NEW)];
    const log = await logOf([
      (transaction) => transaction.deploy({ pac: old }),
      (transaction) => transaction.deploy({ pac: next, replace: true }),
    ]);
    const published = log.findIndex((line) => line.startsWith('rename') && !line.endsWith('/journal'));
    const staged = log.slice(0, published);
    for (const path of ['n0/new/deep/file', 'n0/new/deep', 'n0/new', 'n0', 'n1']) {
      assert.ok(staged.includes(`sync /STAGE/${path}`), `${path} of ${staged.join('\n')}`);
    }
    const names = beforeTheMark(log);
    for (const path of ['', '/usr', '/usr/bin', '/var/lib/mpkg/groups/default']) {
      assert.ok(names.includes(`sync ${path}`), `${path} of ${names.join('\n')}`);
    }
    assert.ok(names.includes('sync /var/lib/mpkg/groups/default/foo.json'));
  });

  test('so it is when sync(1) is cut short', async () => {
    using shop = temporaryDirectory();
    const pac = await pacIn(shop.path, 'foo', NEW);
    const cutShort = Object.assign(new Error('ended by a signal'), { code: 'EINTR' });
    const log = await logOf([(transaction) => transaction.deploy({ pac })], () => Promise.reject(cutShort));
    assert.ok(beforeTheMark(log).includes('sync /opt/new/deep/file'), log.join('\n'));
  });

  test('a removal flushes the directories of what has gone', async () => {
    using shop = temporaryDirectory();
    const pac = await pacIn(shop.path, 'foo', { 'usr/foo': '', 'usr/bar/x': '' });
    const log = await logOf([
      (transaction) => transaction.deploy({ pac }),
      (transaction) => transaction.remove({ name: 'foo' }),
    ]);
    assert.ok(beforeTheMark(log).includes('sync /usr'));
  });
});
