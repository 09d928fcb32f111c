// What a person decides: providers, skipped parts, and the questions of a terminal.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import path from 'node:path';
import { describe, test } from 'node:test';
import { BIN } from '@mpkg/testkit';
import { demoPackages } from '../support/demo-packages.ts';
import { demoSystem } from '../support/demo-system.ts';
import type { SpmRoot } from '../support/spm-root.ts';

describe('alternatives', () => {
  test('shows what fills a name and what else could, and changes it', async () => {
    using s = await demoSystem();
    await s.spm.ok('install', 'web');
    assert.equal((await s.spm.text('alternatives')).stdout, 'httpd: apache\n');
    assert.equal(
      (await s.spm.text('alternatives', 'httpd')).stdout,
      'apache 1.0.0 (test, installed, standard)\ntiny 1.0.0 (test)\n',
    );
    await s.spm.ok('autoremove');
    assert.ok((await s.spm.installed()).includes('apache 1.0.0'));
    const { stderr } = await s.spm.text('alternatives', 'httpd', 'tiny', '-y');
    assert.match(stderr, /^apache can still be httpd and stays; "spm uninstall apache" removes it$/m);
    assert.ok((await s.spm.installed()).includes('tiny 1.0.0'));
    assert.deepEqual((await s.spm.ok('autoremove')).result.changes, []);
    assert.deepEqual((await s.spm.ok('alternatives', 'httpd', 'tiny')).result.former, ['apache']);
    await s.spm.ok('uninstall', 'apache');
    assert.deepEqual((await s.spm.ok('alternatives', 'httpd', 'tiny')).result.former, []);
    assert.deepEqual((await s.spm.ok('alternatives')).result.names, [{ name: 'httpd', providers: ['tiny'] }]);
    await s.spm.ok('doctor');
    assert.equal((await s.spm.refused('alternatives', 'nothing')).exit, 3);
  });
});

describe('skip', () => {
  test('takes parts away, keeps them away through updates, and brings them back', async () => {
    using s = await demoSystem();
    await s.spm.ok('install', 'demo');
    const whole = s.spm.tree();
    await s.spm.ok('skip', 'add', 'demo', '/usr/bin/demo-link');
    assert.equal(s.spm.exists('usr/bin/demo-link'), false);
    assert.deepEqual((await s.spm.text('skip', 'list', 'demo')).stdout, 'usr/bin/demo-link\n');
    await s.spm.ok('verify');
    await s.repository.publish(demoPackages(2));
    await s.spm.ok('update');
    assert.equal(s.spm.read('usr/bin/demo'), 'demo 1.1.0\n');
    assert.equal(s.spm.exists('usr/bin/demo-link'), false);
    await s.spm.ok('undo');
    await s.spm.ok('skip', 'rm', 'demo', 'usr/bin/demo-link');
    assert.deepEqual(s.spm.tree(), whole);
    assert.equal((await s.spm.text('owns', '/usr/bin/demo-link')).stdout, 'demo\n');
    assert.equal((await s.spm.refused('skip', 'rm', 'demo', 'usr/bin/demo-link')).exit, 3);
  });
});

/** Runs spm on a terminal of its own and types the answers. */
function onTerminal(
  spm: SpmRoot,
  answers: string,
  ...args: readonly string[]
): { exit: number; output: string } {
  const words = [path.join(BIN, 'spm'), ...args, '--root', spm.root].map((word) => `'${word}'`);
  const { status, stdout } = spawnSync('script', ['-qec', words.join(' '), '/dev/null'], {
    input: answers,
    encoding: 'utf8',
  });
  return { exit: status ?? -1, output: stdout };
}

function hasScript(): boolean {
  try {
    execFileSync('script', ['-qec', 'true', '/dev/null'], { stdio: 'ignore', input: '' });
    return true;
  } catch {
    return false;
  }
}

describe('on a terminal', { skip: !hasScript() && 'script(1) is missing' }, () => {
  test('a plan is agreed to or declined', async () => {
    using s = await demoSystem();
    const declined = onTerminal(s.spm, 'n\n', 'install', 'demo');
    assert.equal(declined.exit, 9);
    assert.match(declined.output, /\+ libdemo 1\.0\.0[^]*go on\? \[Y\/n\]/);
    assert.deepEqual(await s.spm.installed(), []);
    assert.equal(onTerminal(s.spm, '\n', 'install', 'demo').exit, 0);
    assert.equal(onTerminal(s.spm, '', 'install', 'tiny', '--yes').exit, 0);
    assert.equal((await s.spm.installed()).length, 3);
  });

  test('a provider is chosen by its number, a major version accepted', async () => {
    using s = await demoSystem();
    const chosen = onTerminal(s.spm, '2\ny\n', 'install', 'java');
    assert.equal(chosen.exit, 0);
    assert.match(chosen.output, /1\. jdk-one\s+2\. jdk-two/);
    assert.ok((await s.spm.installed()).includes('jdk-two 1.0.0'));
    await s.spm.ok('install', 'demo');
    await s.repository.publish(demoPackages(3));
    assert.equal(onTerminal(s.spm, 'n\n', 'update', '--yes').exit, 9);
    assert.equal(onTerminal(s.spm, 'y\ny\n', 'update', '--yes').exit, 0);
    assert.ok((await s.spm.installed()).includes('demo 2.0.0'));
  });
});
