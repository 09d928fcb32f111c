import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, test } from 'node:test';

import { runTool } from '@mpkg/cli';
import { formatIdentity, ownIdentity } from '@mpkg/mpkg';

import { SPM } from '../../src/cli/index.ts';
import { suiteFiles } from '../sync/archive.ts';
import { Loopback } from '../transport/loopback.ts';

let root: string;
let server: Loopback;
beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'spm-cli-'));
  server = await Loopback.start();
  const date = 'Mon, 01 Jan 2026 00:00:00 UTC';
  for (const [path, content] of suiteFiles({ suite: 'stable', date, indexes: { 'main/binary-amd64': '' } })) {
    server.put(path, content);
  }
});
afterEach(async () => {
  rmSync(root, { recursive: true });
  await server.stop();
});

interface Document {
  readonly exit: number;
  readonly result: Record<string, unknown>;
  readonly warnings: readonly { readonly code: string }[];
  readonly errors: readonly { readonly code: string; readonly hint: string | null }[];
}

/** Runs a command line with `--json` and returns its document. */
async function spm(...argv: string[]): Promise<Document> {
  let stdout = '';
  const output = {
    write: (stream: 'stdout' | 'stderr', data: string | Uint8Array) => {
      if (stream === 'stdout') stdout += String(data);
    },
    isTerminal: () => false,
    columns: () => 80,
  };
  await runTool(SPM, [...argv, '--json', '--root', root], { output, env: {}, cwd: () => root });
  return JSON.parse(stdout) as Document;
}

const codes = (document: Document): string[] => document.warnings.map(({ code }) => code);
const codeOf = ({ exit, errors }: Document) => [exit, errors[0]?.code];
const configText = (): string => readFileSync(join(root, 'etc/spm/config.json'), 'utf8');

describe('repo', () => {
  test('add, list, move, trust and rm edit the configuration', async () => {
    assert.equal((await spm('repo', 'add', 'a', 'https://a.example.org/', 'https://b.example.org/')).exit, 0);
    assert.equal((await spm('repo', 'add', 'd', '--suite', 'stable', server.base, '--rank', '1')).exit, 0);
    const { result } = await spm('repo', 'list');
    const list = result['repositories'] as { name: string; rank: number; kind: string; urls: string[] }[];
    assert.deepEqual(
      list.map(({ name, rank, kind, urls }) => [name, rank, kind, urls.length]),
      [
        ['d', 1, 'debian', 1],
        ['a', 2, 'index', 2],
      ],
    );
    await spm('repo', 'move', 'd', '2');
    await spm('repo', 'trust', 'a', 'someone');
    await spm('repo', 'rm', 'd');
    assert.deepEqual(JSON.parse(configText()), {
      repositories: [
        {
          name: 'a',
          kind: 'index',
          urls: ['https://a.example.org/', 'https://b.example.org/'],
          trust: ['someone'],
        },
      ],
    });
  });

  test('a path becomes a URL', async () => {
    await spm('repo', 'add', 'here', './sub/');
    assert.match(configText(), new RegExp(`"file://${root}/sub/"`));
  });

  test('what is wrong is typed', async () => {
    await spm('repo', 'add', 'a', 'https://a.example.org/');
    assert.equal((await spm('repo', 'add', 'a', 'https://a.example.org/')).exit, 4);
    assert.equal((await spm('repo', 'add', 'b', 'gopher://a.example.org/')).exit, 2);
    assert.equal((await spm('repo', 'rm', 'b')).exit, 3);
    assert.equal((await spm('repo', 'move', 'a', 'first')).exit, 2);
    assert.deepEqual(codeOf(await spm('repo', 'trust', 'a')), [3, 'catalogue-missing']);
    assert.deepEqual(codeOf(await spm('repo', 'trust', 'b')), [3, 'repository-unknown']);
  });

  test('--dry-run writes nothing', async () => {
    assert.equal((await spm('repo', 'add', 'a', 'https://a.example.org/', '-n')).exit, 0);
    assert.throws(configText);
    assert.equal((await spm('repo', 'add', 'a', 'gopher://x/', '-n')).exit, 2);
  });
});

describe('sync', () => {
  test('warns of plain http, loudly, unless told not to', async () => {
    await spm('repo', 'add', 'd', '--suite', 'stable', server.base);
    assert.deepEqual(codes(await spm('sync')), ['transport-insecure', 'repository-first-use']);
    assert.deepEqual(codes(await spm('sync')), ['transport-insecure']);
    assert.deepEqual(codes(await spm('sync', '--no-auth-warn')), []);
  });

  test('a repository that fails decides the exit status and stops no other', async () => {
    await spm('repo', 'add', 'd', '--suite', 'stable', server.base);
    await spm('repo', 'add', 'e', '--suite', 'none', server.base);
    const { exit, result, warnings } = await spm('sync', '--no-auth-warn');
    assert.equal(exit, 7);
    assert.partialDeepStrictEqual(result, {
      repositories: [
        { repository: 'd', outcome: 'updated' },
        { repository: 'e', outcome: 'failed', error: { code: 'not-published' } },
      ],
    });
    assert(warnings.some(({ code }) => code === 'not-published'));
  });

  test('an index that got older needs --override', async () => {
    await spm('repo', 'add', 'd', '--suite', 'stable', server.base);
    await spm('sync');
    for (const [path, content] of suiteFiles({
      suite: 'stable',
      date: 'Thu, 01 Jan 2015 00:00:00 UTC',
      indexes: { 'main/binary-amd64': '' },
    })) {
      server.put(path, content);
    }
    const refused = await spm('sync');
    assert.deepEqual([refused.exit, refused.errors[0]?.code], [11, 'index-older']);
    assert.equal((await spm('sync', '--override')).exit, 0);
  });

  test('is refused while another process syncs', async () => {
    await spm('repo', 'add', 'd', '--suite', 'stable', server.base);
    mkdirSync(join(root, 'var/lib/spm/repos'), { recursive: true });
    symlinkSync(formatIdentity(ownIdentity()), join(root, 'var/lib/spm/repos/.lock'));
    const { exit, errors } = await spm('sync', '--no-auth-warn');
    assert.deepEqual([exit, errors[0]?.code, errors[0]?.hint], [8, 'locked', '--wait 60']);
    assert.equal(server.requests.length, 0);
  });

  test('trust after the first sync names who was seen', async () => {
    await spm('repo', 'add', 'd', '--suite', 'stable', server.base);
    await spm('sync');
    assert.equal((await spm('repo', 'trust', 'd')).exit, 0);
    assert.match(configText(), /"Test\/Test\/stable"/);
  });
});

describe('config', () => {
  test('get and set', async () => {
    mkdirSync(dirname(join(root, 'etc/spm/config.json')), { recursive: true });
    writeFileSync(join(root, 'etc/spm/config.json'), '{ /* kept */ "arch": "amd64" }\n');
    assert.equal((await spm('config', 'set', 'arch', 'i686')).exit, 0);
    assert.equal(configText(), '{ /* kept */ "arch": "i686" }\n');
    assert.deepEqual((await spm('config', 'get', 'arch')).result, {
      key: 'arch',
      value: 'i686',
      source: 'file',
    });
    assert.equal((await spm('config', 'set', 'arch', 'null')).exit, 0);
    assert.equal((await spm('config', 'get', 'arch')).result['source'], 'default');
    assert.equal((await spm('config', 'get', 'arhc')).exit, 3);
    assert.equal((await spm('config', 'set', 'network.retries', 'many')).exit, 2);
  });

  test('a malformed file is exit 2 with its line, whatever is asked', async () => {
    mkdirSync(dirname(join(root, 'etc/spm/config.json')), { recursive: true });
    writeFileSync(join(root, 'etc/spm/config.json'), '{\n  "arch": amd64\n}\n');
    for (const argv of [['config', 'get'], ['sync'], ['repo', 'list'], ['config', 'set', 'arch', 'amd64']]) {
      const { exit, errors } = await spm(...argv);
      assert.deepEqual([exit, errors[0]?.code], [2, 'config-invalid'], argv.join(' '));
    }
  });
});
