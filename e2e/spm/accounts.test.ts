// What a pac does not carry comes from the index: owners, by number and by the names that the root itself has, and set-id bits.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { buildTree } from '@mpkg/testkit';
import { NativeRepository, type Published } from '../support/native-repository.ts';
import { SpmRoot } from '../support/spm-root.ts';

const MODES = [
  { path: 'srv/cgi', mode: '6755', owner: '33', group: '42' },
  { path: 'srv/data', mode: '0640', owner: 'www', group: 'web' },
];

function edition(version: string): Published {
  return { name: 'web', version, files: { 'srv/cgi': { exec: version }, 'srv/data': version }, modes: MODES };
}

describe(
  'the owners and modes of an index',
  { skip: process.getuid?.() !== 0 && 'only root gives files away' },
  () => {
    test('are those of the files, also after an update, a repair and an undo', async () => {
      using spm = new SpmRoot();
      buildTree(spm.root, { 'etc/passwd': 'www:x:77:88::/:\n', 'etc/group': 'web:x:99:\n' });
      const repository = new NativeRepository(path.join(spm.directory.path, 'published'));
      const stat = (file: string): string => {
        const { uid, gid, mode } = fs.statSync(spm.path(file));
        return `${uid}:${gid} ${(mode & 0o7777).toString(8)}`;
      };
      const assertGiven = async (): Promise<void> => {
        assert.deepEqual([stat('srv/cgi'), stat('srv/data')], ['33:42 6755', '77:99 640']);
        assert.equal((await spm.run(['verify'])).exit, 0);
      };
      await repository.publish([edition('1.0.0')]);
      await spm.ok('repo', 'add', 'test', repository.directory);
      await spm.ok('sync');
      await spm.ok('install', 'web');
      await assertGiven();
      await repository.publish([edition('1.1.0')]);
      await spm.ok('update');
      await assertGiven();
      fs.chownSync(spm.path('srv/cgi'), 0, 0);
      assert.equal((await spm.run(['verify'])).exit, 1);
      await spm.ok('repair');
      await assertGiven();
      await spm.ok('rollback', '1');
      assert.deepEqual(await spm.installed(), ['web 1.0.0']);
      await assertGiven();
    });
  },
);
