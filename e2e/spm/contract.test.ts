// The contract of the command line where no other test looks at it: names of commands, what is refused and how, what is said.
import assert from 'node:assert/strict';
import path from 'node:path';
import { describe, test } from 'node:test';
import { buildTree, runTool } from '@mpkg/testkit';
import { demoSystem } from '../support/demo-system.ts';
import { SpmRoot } from '../support/spm-root.ts';

describe('what cannot be done here', () => {
  const refused: readonly (readonly [words: readonly string[], code: string])[] = [
    [['resume', 'demo'], 'build-unavailable'],
    [['edit', 'demo'], 'build-unavailable'],
    [['log', 'demo'], 'build-unavailable'],
    [['snapshot'], 'snapshot-unavailable'],
    [['snapshot', 'list'], 'snapshot-unavailable'],
    [['snapshot', 'create'], 'snapshot-unavailable'],
    [['snapshot', 'clean', '--age', '7d', '--size', '1G'], 'snapshot-unavailable'],
    [['snapshot', 'delete', '1'], 'snapshot-unavailable'],
  ];
  for (const [words, code] of refused) {
    test(`spm ${words.join(' ')} says so: exit 10, and what does instead`, async () => {
      using spm = new SpmRoot();
      const answer = await spm.refused(...words);
      assert.deepEqual([answer.exit, answer.code], [10, code]);
      assert.match(answer.hint ?? '', /^spm /);
    });
  }
});

describe('repositories', () => {
  test('are accounts, too', async () => {
    using s = await demoSystem();
    assert.deepEqual((await s.spm.ok('account')).result, (await s.spm.ok('repo', 'list')).result);
    await s.spm.ok('account', 'trust', 'test');
    await s.spm.ok('account', 'move', 'test', '1');
    await s.spm.ok('account', 'add', 'other', s.repository.directory);
    await s.spm.ok('account', 'rm', 'other');
    assert.equal((await s.spm.ok('account', 'list')).result.repositories.length, 1);
  });
});

describe('an abstract name', () => {
  test('is shown with its providers; the one that was chosen stays when it is asked for again', async () => {
    using s = await demoSystem();
    assert.match(
      (await s.spm.text('info', 'httpd')).stdout,
      /^Providers: apache 1\.0\.0 \(standard\), tiny 1\.0\.0$/m,
    );
    assert.deepEqual(
      (await s.spm.ok('info', 'java')).result.packages[0].providers.map(
        ({ name, standard }: { name: string; standard: boolean }) => [name, standard],
      ),
      [
        ['jdk-one', false],
        ['jdk-two', false],
      ],
    );
    assert.equal((await s.spm.refused('install', 'java')).exit, 9);
    await s.spm.ok('install', 'java', '--with', 'jdk-two');
    assert.equal((await s.spm.ok('install', 'java')).result.transaction, null);
    assert.match(s.spm.read('var/lib/spm/world'), /^install java with jdk-two$/m);
    await s.spm.ok('install', 'java', '--with', 'jdk-one');
    assert.match(s.spm.read('var/lib/spm/world'), /^install java with jdk-one$/m);
    assert.ok((await s.spm.installed()).includes('jdk-one 1.0.0'));
  });

  test('is said once to be filled by its standard', async () => {
    using s = await demoSystem();
    const { stderr } = await s.spm.text('install', 'httpd');
    assert.deepEqual(
      stderr.split('\n').filter((line) => line.includes('apache') && line.includes('httpd')),
      ['apache provides httpd; --with chooses another: tiny'],
    );
  });
});

describe('info', () => {
  test('knows what is installed without a repository', async () => {
    using spm = new SpmRoot();
    assert.equal((await spm.refused('info', 'own')).code, 'catalogue-missing');
    const build = path.join(spm.directory.path, 'build');
    buildTree(build, { 'usr/bin/own': { exec: 'own' } });
    await spm.ok('register', 'own', '1.0', build);
    assert.match((await spm.text('info', 'own')).stdout, /^Name: own\nVersion: 1\.0\n/);
    assert.equal((await spm.refused('info', 'own', 'other')).code, 'catalogue-missing');
  });

  test('knows what is installed and in no repository', async () => {
    using s = await demoSystem();
    await s.spm.ok('install', 'demo');
    await s.repository.publish([{ name: 'else', version: '1.0.0', files: { x: '' } }]);
    await s.spm.ok('sync');
    const { packages } = (await s.spm.ok('info', 'demo', 'else')).result;
    assert.deepEqual(
      packages.map(({ name, repository }: { name: string; repository: string }) => [name, repository]),
      [
        ['demo', 'test'],
        ['else', 'test'],
      ],
    );
    assert.deepEqual(packages[0].details.config, ['etc/demo.conf']);
    assert.equal((await s.spm.refused('info', 'apache')).code, 'package-unknown');
  });
});

function chainOf({ chain }: { readonly chain: readonly { readonly name: string }[] }): string[] {
  return chain.map(({ name }) => name);
}

describe('questions that what is installed answers', () => {
  test('need no repository', async () => {
    using s = await demoSystem();
    const { spm } = s;
    await spm.ok('install', 'demo');
    const questions = [
      ['depend', 'demo', '--tree'],
      ['why', 'libdemo'],
      ['why-not', 'demo'],
      ['match', 'demo'],
    ];
    const before = [];
    for (const words of questions) before.push((await spm.ok(...words)).result);
    await spm.ok('repo', 'rm', 'test');
    for (const [at, words] of questions.entries()) {
      const { result } = await spm.ok(...words);
      const repositories = new Set(JSON.stringify(result).match(/"repository":"[^"]*"/g));
      assert.deepEqual([...repositories], ['"repository":"(installed)"'], words.join(' '));
      if (words[0] === 'why') {
        assert.deepEqual(chainOf(result), chainOf(before[at]));
      }
    }
    assert.match((await spm.text('match', 'demo')).stdout, /^demo 1\.0\.0 \(installed\): /);
    for (const words of [
      ['depend', 'apache'],
      ['why', 'apache'],
      ['why-not', 'demo@2.0.0'],
      ['find', 'demo'],
    ]) {
      assert.deepEqual(await spm.refused(...words), {
        exit: 3,
        code: 'catalogue-missing',
        hint: 'spm repo add NAME URL',
      });
    }
    assert.deepEqual((await spm.ok('missing')).result.names, [], 'nobody was asked');
  });
});

describe('a command of two words', () => {
  test('that is none is called by both', async () => {
    using spm = new SpmRoot();
    for (const [words, message] of [
      [['repo', 'init', 'x'], 'spm has no command "repo init"'],
      [['snapshot', 'restore'], 'spm has no command "snapshot restore"'],
    ] as const) {
      const { exit, errors } = await spm.run(words);
      assert.deepEqual([exit, errors[0]?.code, errors[0]?.message], [2, 'usage', message]);
    }
    assert.equal((await spm.run(['repo', '--offline'])).exit, 0);
  });
});

describe('what was not asked for', () => {
  test('is not taken back, and the list of it is named', async () => {
    using s = await demoSystem();
    assert.deepEqual(await s.spm.refused('blacklist', 'rm', 'demo'), {
      exit: 3,
      code: 'package-unknown',
      hint: 'spm blacklist list',
    });
    assert.deepEqual(await s.spm.refused('pin', '--rm', 'demo'), {
      exit: 3,
      code: 'package-unknown',
      hint: 'spm pin',
    });
    const { exit, stderr } = await s.spm.text('match', 'nothing at all');
    assert.deepEqual(
      [exit, stderr],
      [3, 'nothing that fits here has "nothing at all" in its name or summary\n'],
    );
  });
});

describe('what cannot be asked for', () => {
  test('is refused before anything is done, with the words that can be', async () => {
    using spm = new SpmRoot();
    const build = path.join(spm.directory.path, 'build');
    buildTree(build, { 'usr/bin/own': { exec: 'own' } });
    for (const [words, exit, hint] of [
      [['register', 'own thing', '1', build], 2, 'spm register hello 2.12 ./out'],
      [['register', 'own', '1 2', build], 2, 'spm register hello 2.12 ./out'],
      [['blacklist', 'add', '=1'], 2, 'spm blacklist add --help'],
      [['install', ''], 2, 'spm install --help'],
      [['pin', 'own='], 2, 'spm pin --help'],
      [['mark', 'foo', 'own'], 2, 'spm mark explicit own'],
      [['config', 'get', 'nothing.at.all'], 3, 'spm config get'],
      [['config', 'set', 'arch', '5'], 2, 'spm config set --help'],
    ] as const) {
      const { stdout } = await spm.text(...words);
      assert.equal(stdout, '', words.join(' '));
      const refused = await spm.refused(...words);
      assert.deepEqual([words, refused.exit, refused.hint], [words, exit, hint]);
    }
    assert.deepEqual(await spm.installed(), []);
  });
});

describe('where and how', () => {
  test('a root and a prefix are not taken together', async () => {
    using spm = new SpmRoot();
    assert.deepEqual(await spm.refused('installed', '--prefix', spm.root), {
      exit: 2,
      code: 'usage',
      hint: 'spm installed --help',
    });
  });

  test('a root that is not there is not made', async () => {
    using spm = new SpmRoot();
    const missing = `${spm.root}/typo`;
    for (const words of [['installed'], ['repo', 'add', 'x', '/'], ['sync'], ['recover']]) {
      const { exit, stderr } = await runTool('spm', [...words, '--root', missing]);
      assert.equal(exit, 3, words.join(' '));
      assert.match(stderr, new RegExp(`${missing}: no such directory\nhint: mkdir -p ${missing}`));
    }
    assert.equal(spm.exists('typo'), false);
  });

  test('the environment is held to what the file may say', async () => {
    using spm = new SpmRoot();
    const { exit, errors } = await spm.run(['config', 'get'], { env: { SPM_NETWORK_PARALLEL: '0' } });
    assert.equal(exit, 2);
    assert.equal(errors[0]?.message, 'SPM_NETWORK_PARALLEL is "0"; it takes a whole number from 1 to 64');
  });
});
