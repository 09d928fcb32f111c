// Maintainer scripts of real packages of Debian, run inside an empty root because the user said so.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { test } from 'node:test';
import { Loopback } from '../../packages/spm/test/transport/loopback.ts';
import { mirrorOf, packagesFor, withoutDebian } from '../support/debian-mirror.ts';
import { SpmRoot } from '../support/spm-root.ts';

/**
 * A shell and what scripts expect of every system. The script of base-files needs the accounts that that of base-passwd makes,
 * which comes later: it says so nowhere.
 */
const BASE = ['base-files', 'base-passwd', 'bash', 'coreutils', 'dash', 'findutils', 'grep', 'sed'];

test(
  'scripts of the base of Debian run, and leave the devices alone',
  { skip: withoutDebian() },
  async () => {
    using spm = new SpmRoot();
    const server = await Loopback.start();
    try {
      for (const [name, content] of mirrorOf(await packagesFor([BASE]))) server.put(name, content);
      await spm.ok('repo', 'add', 'debian', '--suite', 'bookworm', server.base);
      await spm.ok('sync');
      const { result } = await spm.ok('install', ...BASE, '--no-recommends', '--run-scripts');
      assert.deepEqual(result.failed, []);
      assert.match(spm.read('etc/passwd'), /^root:/m);
      assert.ok(spm.exists('root/.profile'));
      assert.ok(fs.lstatSync(spm.path('var/mail')).isDirectory());
      assert.deepEqual(fs.readdirSync(spm.path('dev')), []);
      assert.equal((await spm.ok('doctor')).result.findings.length, 0);
    } finally {
      await server.stop();
    }
  },
);
