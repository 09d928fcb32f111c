// The files that a plan touches, shown before any content is downloaded: the index of a pac stands at its beginning.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { describe, test } from 'node:test';
import path from 'node:path';
import { Loopback, type Fault } from '../../packages/spm/test/transport/loopback.ts';
import { publishArchive } from '../support/own-archive.ts';
import { NativeRepository, type Published } from '../support/native-repository.ts';
import { SpmRoot } from '../support/spm-root.ts';

const CONTENT = randomBytes(24 * 1024 * 1024).toString('latin1');

function big(version: string, extra: string): Published {
  return {
    name: 'big',
    version,
    files: {
      'usr/bin/big': { exec: version },
      [`usr/share/big/${extra}`]: extra,
      'usr/lib/big.dat': CONTENT,
    },
  };
}

/** Serves a repository with two versions of a large package; the older one is installed. */
async function system(server: Loopback): Promise<SpmRoot> {
  const spm = new SpmRoot();
  const repository = new NativeRepository(path.join(spm.directory.path, 'published'));
  const publish = async (packages: readonly Published[]): Promise<void> => {
    await repository.publish(packages);
    for (const [name, content] of repository.files()) server.put(name, content);
  };
  await publish([big('1.0.0', 'old')]);
  await spm.ok('repo', 'add', 'test', `${server.base}/`);
  await spm.ok('sync');
  await spm.ok('install', 'big');
  await publish([
    big('1.0.0', 'old'),
    big('1.1.0', 'new'),
    { name: 'small', version: '1.0.0', files: { 'usr/bin/big': '' } },
  ]);
  await spm.ok('sync');
  return spm;
}

const CHANGES = [
  {
    id: 'big',
    added: ['/usr/share/big/new'],
    replaced: ['/usr/bin/big', '/usr/lib/big.dat'],
    removed: ['/usr/share/big/old'],
    isUnknown: false,
  },
];

/** Counts what is asked for of pacs. */
function counting(served: { bytes: number }): Fault {
  return ({ url = '' }, response) => {
    queueMicrotask(() => {
      if (url.includes('.pac')) served.bytes += Number(response.getHeader('content-length') ?? 0);
    });
    return false;
  };
}

/** A server that knows no ranges, and never comes to the end of a large file. */
const withoutRanges: Fault = (_request, response, file) => {
  response.writeHead(200, { 'content-length': file.length });
  response.write(file.subarray(0, 1024 * 1024));
  return true;
};

describe('spm plan --files', () => {
  test('fetches the index of a pac, not its contents; the plan then does what was shown', async () => {
    await using server = await Loopback.start();
    using spm = await system(server);
    const served = { bytes: 0 };
    server.fault = counting(served);
    const file = path.join(spm.directory.path, 'big.plan');
    const { result } = await spm.ok('plan', 'update', '--files', '-o', file);
    assert.deepEqual(result.files, CHANGES);
    assert.ok(served.bytes > 0 && served.bytes <= 256 * 1024, `${served.bytes} bytes were served`);
    const before = new Set(spm.tree().map((line) => line.split(' ')[0]));
    await spm.ok('apply', file);
    assert.equal(spm.exists('usr/share/big/new'), true);
    assert.equal(spm.exists('usr/share/big/old'), false);
    assert.equal(before.size, new Set(spm.tree().map((line) => line.split(' ')[0])).size);
  });

  test('reads no further than it needs where a server knows no ranges', async () => {
    await using server = await Loopback.start();
    using spm = await system(server);
    server.fault = withoutRanges;
    const { stdout } = await spm.text('plan', 'update', '--files');
    assert.match(stdout, /^files of big:\n {2}- \/usr\/share\/big\/old\n {2}~ \/usr\/bin\/big\n/m);
  });

  test('tells of files in the way before anything is downloaded', async () => {
    await using server = await Loopback.start();
    using spm = await system(server);
    const { exit, code } = await spm.refused('plan', 'install', 'small', '--files');
    assert.deepEqual([exit, code], [4, 'file-conflict']);
  });

  test('says what is not known: packages of other formats, and pacs without a network', async () => {
    await using server = await Loopback.start();
    using spm = await system(server);
    const offline = await spm.ok('plan', 'update', '--files', '--offline');
    assert.deepEqual(offline.result.files, [
      { id: 'big', added: [], replaced: [], removed: [], isUnknown: true },
    ]);
    await publishArchive(server, [
      {
        fields: { Package: 'tool', Version: '1', Architecture: 'amd64' },
        data: [{ name: './usr/tool', content: '' }],
      },
    ]);
    await spm.ok('config', 'set', 'arch', 'amd64');
    await spm.ok('repo', 'add', 'debian', '--suite', 'stable', server.base);
    await spm.ok('sync');
    const unknown = await spm.text('plan', 'install', 'tool', '--files');
    assert.match(unknown.stdout, /^files of tool: known once it is downloaded$/m, unknown.stderr);
    await spm.ok('install', 'tool');
    const removal = await spm.ok('plan', 'uninstall', 'tool', '--files');
    assert.deepEqual(removal.result.files[0].removed, ['/usr/tool']);
  });
});
