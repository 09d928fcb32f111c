// Packages of another architecture beside those of the host, from a Debian archive built by the test: nothing of the host's is touched,
// and the programs run.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { buildTree, runTool, temporaryDirectory, type JsonDocument } from '@mpkg/testkit';
import { Loopback } from '../../packages/spm/test/transport/loopback.ts';
import { elf32 } from '../support/elf32.ts';
import { publishArchive, type DebianSource } from '../support/own-archive.ts';
import { SpmRoot } from '../support/spm-root.ts';

const LOADER = '/lib/ld-linux.so.2';
const [LOW, HIGH] = [0x08048000, 0x40000000];

function libc(architecture: 'amd64' | 'i386', files: DebianSource['data'] = []): DebianSource {
  const tuple = { amd64: 'x86_64-linux-gnu', i386: 'i386-linux-gnu' }[architecture];
  return {
    fields: { Package: 'libc6', Version: '2.36-9', Architecture: architecture, 'Multi-Arch': 'same' },
    data: [
      { name: `./lib/${tuple}/libc.so.6`, content: architecture },
      { name: './usr/share/doc/libc6/copyright', content: 'the same for all' },
      ...files,
    ],
  };
}

function busybox(architecture: 'amd64' | 'i386', version: string, program: Buffer | string): DebianSource {
  return {
    fields: { Package: 'busybox', Version: version, Architecture: architecture, Depends: 'libc6' },
    data: [
      { name: './bin/busybox', content: program, mode: 0o755 },
      { name: './usr/share/doc/busybox/copyright', content: architecture },
    ],
  };
}

/** The host's packages and those of i386, whose program is started by the dynamic linker of its libc. */
function edition(version: string): DebianSource[] {
  const loader = elf32({ text: `i686 ${version}\n`, base: HIGH });
  const program = elf32({ text: 'never said', interpreter: LOADER, base: LOW });
  return [
    libc('amd64'),
    libc('i386', [{ name: `.${LOADER}`, content: loader, mode: 0o755 }]),
    busybox('amd64', version, 'of the host'),
    busybox('i386', version, program),
  ];
}

async function system(server: Loopback): Promise<SpmRoot> {
  const spm = new SpmRoot();
  await publishArchive(server, edition('1.35-4'));
  await spm.ok('config', 'set', 'arch', 'amd64');
  await spm.ok('config', 'set', 'foreign-archs', '["i686"]');
  await spm.ok('repo', 'add', 'debian', '--suite', 'stable', server.base);
  await spm.ok('sync');
  return spm;
}

/** Why a program of 32-bit x86 cannot be run inside a root; false when it can. */
function withoutI686(): string | false {
  if (process.getuid?.() !== 0) return 'only root can chroot';
  using directory = temporaryDirectory();
  const file = path.join(directory.path, 'try');
  fs.writeFileSync(file, elf32({ text: 'runs', base: LOW }), { mode: 0o755 });
  try {
    return execFileSync(file, { encoding: 'utf8' }) === 'runs' ? false : 'the kernel runs it wrongly';
  } catch {
    return 'the kernel does not run programs of 32-bit x86';
  }
}

const run = (spm: SpmRoot, program: string): string =>
  execFileSync('chroot', [spm.root, program], { encoding: 'utf8' });

describe('another architecture', () => {
  test('comes with its libraries, leaves the host alone, warns, and goes without a trace', async () => {
    await using server = await Loopback.start();
    using spm = await system(server);
    await spm.ok('install', 'busybox');
    const host = spm.tree();
    const document = await spm.ok('install', 'busybox', '--arch=i686', '--no-auth-warn');
    assert.deepEqual(
      document.warnings.map(({ code }) => code),
      ['multilib-missing'],
    );
    assert.deepEqual(await spm.installed(), [
      'busybox 1.35-4',
      'i686:busybox 1.35-4',
      'i686:libc6 2.36-9',
      'libc6 2.36-9',
    ]);
    assert.equal(spm.read('bin/busybox'), 'of the host');
    assert.equal(spm.read('lib/i386-linux-gnu/libc.so.6'), 'i386');
    assert.deepEqual((await spm.text('files', 'i686:busybox')).stdout.split('\n').slice(0, 1), [
      '/usr/lib/spm/i686/bin/busybox',
    ]);
    assert.deepEqual((await spm.ok('owns', '/usr/lib/spm/i686/bin/busybox')).result.paths[0].packages, [
      'i686:busybox',
    ]);
    await spm.ok('verify');
    await spm.ok('doctor');
    await spm.ok('undo');
    assert.deepEqual(spm.tree(), host);
  });

  test('is pinned and marked by its id, which an update and a rebuild elsewhere respect', async () => {
    await using server = await Loopback.start();
    using spm = await system(server);
    await spm.ok('install', 'busybox', 'busybox:i686');
    await spm.ok('mark', 'dep', 'i686:busybox');
    await spm.ok('mark', 'explicit', 'i686:busybox');
    await spm.ok('pin', 'i686:busybox');
    await publishArchive(server, edition('1.36-1'), 2);
    await spm.ok('update');
    assert.deepEqual((await spm.installed()).slice(0, 2), ['busybox 1.36-1', 'i686:busybox 1.35-4']);
    await spm.ok('pin', '--rm', 'i686:busybox');
    await spm.ok('update');
    assert.equal((await spm.installed())[1], 'i686:busybox 1.36-1');
    const world = path.join(spm.root, 'world');
    fs.copyFileSync(path.join(spm.root, 'var/lib/spm/world'), world);
    await spm.ok('uninstall', 'i686:busybox', 'i686:libc6');
    await spm.ok('apply', world);
    assert.equal((await spm.installed())[1], 'i686:busybox 1.36-1');
  });

  test('the host comes second and is not in its way; an update keeps each where it is', async () => {
    await using server = await Loopback.start();
    using spm = await system(server);
    const empty = spm.tree();
    await spm.ok('install', 'busybox:i686');
    await spm.ok('install', 'busybox');
    assert.equal(spm.read('usr/share/doc/libc6/copyright'), 'the same for all');
    await publishArchive(server, edition('1.36-1'), 2);
    await spm.ok('update');
    assert.equal((await spm.installed())[1], 'i686:busybox 1.36-1');
    assert.equal(spm.exists('usr/lib/spm/i686/bin/busybox'), true);
    await spm.ok('uninstall', 'i686:busybox', 'i686:libc6');
    assert.equal(spm.read('bin/busybox'), 'of the host');
    await spm.ok('rollback', '0');
    assert.deepEqual(spm.tree(), empty);
  });

  test('its group is known to mpkg, which can skip parts and bring them back, and replace it in its place', async () => {
    await using server = await Loopback.start();
    using spm = await system(server);
    await spm.ok('install', 'busybox:i686');
    const whole = spm.tree();
    const mpkg = async (...args: readonly string[]): ReturnType<typeof runTool> =>
      runTool('mpkg', [...args, '--root', spm.root]);
    assert.match((await mpkg('--groups')).stdout, /^group i686\n {2}# not in mpkg\.conf/m);
    assert.equal((await mpkg('-s', 'i686:busybox', '--skip', 'usr/share/doc')).exit, 0);
    assert.equal(spm.exists('usr/lib/spm/i686/usr/share/doc'), false);
    assert.equal((await mpkg('-s', 'i686:busybox', '--unskip', 'usr/share/doc')).exit, 0);
    assert.deepEqual(spm.tree(), whole);
    const pac = path.join(spm.directory.path, 'busybox.pac');
    const tree = path.join(spm.directory.path, 'busybox');
    buildTree(tree, { 'bin/busybox': { exec: 'own' } });
    assert.equal((await runTool('mpac', ['create', pac, tree])).exit, 0);
    assert.equal((await mpkg('-i', pac, '-g', 'i686', '--replace')).exit, 0);
    assert.equal(spm.read('usr/lib/spm/i686/bin/busybox'), 'own');
    const unplaced = await mpkg('-i', pac, '-g', 'i686', '--name', 'other', '--json');
    const [error] = (JSON.parse(unplaced.stdout) as JsonDocument).errors;
    assert.deepEqual([unplaced.exit, error?.code, error?.hint], [3, 'group-unknown', '--into DIR']);
    assert.equal((await mpkg('-i', pac, '-g', 'i686', '--name', 'other', '--into', 'srv')).exit, 0);
    assert.equal((await mpkg('-i', pac, '-g', 'i868', '--into', 'srv')).exit, 3);
    assert.equal(spm.read('srv/bin/busybox'), 'own');
  });

  test('its programs run, by the dynamic linker that its libc brings', { skip: withoutI686() }, async () => {
    await using server = await Loopback.start();
    using spm = await system(server);
    const { stderr } = await spm.text('install', 'busybox', '--arch', 'i686');
    assert.match(stderr, /programs: \/usr\/lib\/spm\/i686\/bin\/busybox/);
    assert.equal(run(spm, '/usr/lib/spm/i686/bin/busybox'), 'i686 1.35-4\n');
  });
});
