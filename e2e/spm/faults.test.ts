// A mirror that misbehaves, a full file system, two runs at once: each ends as documented, nothing is lost and nothing is half done.
import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { BIN, canMount, mountTmpfs, runTool } from '@mpkg/testkit';
import {
  CERTIFICATES,
  cut,
  cutOnce,
  Loopback,
  NO_TLS,
  statusFor,
  type Fault,
  type LoopbackOptions,
} from '../../packages/spm/test/transport/loopback.ts';
import { demoPackages } from '../support/demo-packages.ts';
import { NativeRepository } from '../support/native-repository.ts';
import { SpmRoot } from '../support/spm-root.ts';

interface Published extends AsyncDisposable {
  readonly spm: SpmRoot;
  readonly server: Loopback;
}

/** The small repository on a server of loopback, synced. */
async function published(options: LoopbackOptions = {}): Promise<Published> {
  const spm = new SpmRoot();
  const repository = new NativeRepository(path.join(spm.directory.path, 'published'));
  await repository.publish(demoPackages(1));
  const server = await Loopback.start(options);
  for (const [name, content] of repository.files()) server.put(name, content);
  await spm.ok('config', 'set', 'network.timeout', '600');
  await spm.ok('config', 'set', 'network.retries', '1');
  await spm.ok('config', 'set', 'network.auth-warn', 'false');
  await spm.ok('config', 'set', 'network.ca', CERTIFICATES?.ca ?? '');
  await spm.ok('repo', 'add', 'test', `${server.base}/`);
  return {
    spm,
    server,
    async [Symbol.asyncDispose]() {
      await server.stop();
      spm[Symbol.dispose]();
    },
  };
}

const wrongBytes: Fault = (_request, response, file) => {
  response.writeHead(200, { 'content-length': file.length }).end(Buffer.alloc(file.length));
  return true;
};

const stalls: Fault = (_request, response, file) => {
  response.writeHead(200, { 'content-length': file.length }).write(file.subarray(0, 10));
  return true;
};

const tooLong: Fault = (_request, response, file) => {
  response.writeHead(200, { 'content-length': file.length * 2 }).end(Buffer.concat([file, file]));
  return true;
};

/** As if the file were half as long, whatever part of it is asked for. */
const tooShort: Fault = (_request, response, file) => {
  const half = file.subarray(0, file.length / 2);
  response.writeHead(200, { 'content-length': half.length }).end(half);
  return true;
};

interface Broken {
  readonly name: string;
  readonly fault: Fault;
  readonly exit: number;
  /** Seconds. */
  readonly timeout?: string;
}

const BROKEN: readonly Broken[] = [
  { name: 'sends wrong bytes', fault: wrongBytes, exit: 6 },
  { name: 'sends more than it should', fault: tooLong, exit: 6 },
  { name: 'sends less than it should, and says so', fault: tooShort, exit: 6 },
  { name: 'cuts every transfer', fault: cut, exit: 7 },
  { name: 'stalls', fault: stalls, exit: 7, timeout: '1' },
  { name: 'has lost its packages', fault: statusFor(404, Infinity), exit: 7 },
  { name: 'fails', fault: statusFor(500, Infinity), exit: 7 },
];

describe('a mirror that', { skip: NO_TLS }, () => {
  for (const { name, fault, exit, timeout } of BROKEN) {
    test(`${name}: exit ${exit}, nothing changed, and the next run succeeds`, async () => {
      await using s = await published({ tls: 'valid' });
      await s.spm.ok('sync');
      s.server.fault = fault;
      const env = { ...(timeout !== undefined && { SPM_NETWORK_TIMEOUT: timeout }) };
      assert.equal((await s.spm.run(['install', 'demo'], { env })).exit, exit);
      assert.equal(s.spm.exists('usr'), false);
      assert.deepEqual(await s.spm.installed(), []);
      s.server.fault = undefined;
      await s.spm.ok('install', 'demo');
      await s.spm.ok('verify');
    });
  }

  test('cuts once is asked for the rest', async () => {
    await using s = await published({ tls: 'valid' });
    await s.spm.ok('sync');
    s.server.fault = cutOnce();
    await s.spm.ok('install', 'demo');
  });

  test('has an expired certificate is not believed', async () => {
    await using s = await published({ tls: 'expired' });
    assert.deepEqual((await s.spm.refused('sync')).code, 'tls-failed');
    assert.equal((await s.spm.refused('sync')).exit, 6);
  });

  test('does not encrypt is warned of, unless told otherwise', async () => {
    await using s = await published();
    await s.spm.ok('config', 'set', 'network.auth-warn', 'true');
    const { warnings } = await s.spm.ok('sync');
    assert.ok(
      warnings.some(({ code }) => code === 'transport-insecure'),
      JSON.stringify(warnings),
    );
    assert.deepEqual((await s.spm.ok('install', 'demo', '--no-auth-warn')).warnings, []);
  });
});

describe(
  'a file system that is full',
  { skip: canMount('tmpfs') ? false : 'tmpfs cannot be mounted here' },
  () => {
    test('leaves nothing behind: exit 12', async () => {
      using spm = new SpmRoot();
      const repository = new NativeRepository(path.join(spm.directory.path, 'published'));
      await repository.publish([
        { name: 'small', version: '1.0.0', files: { small: 'small' } },
        { name: 'big', version: '1.0.0', depends: ['small'], files: { big: randomBytes(700_000) } },
      ]);
      using full = mountTmpfs('1m');
      const run = async (...args: readonly string[]) => runTool('spm', [...args, '--root', full.path]);
      assert.equal((await run('repo', 'add', 'test', repository.directory)).exit, 0);
      assert.equal((await run('sync')).exit, 0);
      assert.equal((await run('install', 'big')).exit, 12);
      assert.deepEqual((await run('installed')).stdout, '');
      assert.equal(fs.existsSync(path.join(full.path, 'small')), false);
      assert.equal((await run('install', 'small')).exit, 0);
    });
  },
);

/** A run of spm whose first request is not answered before it is told to go on. */
async function suspended(s: Published, ...args: readonly string[]): Promise<Suspended> {
  const { promise: isAsked, resolve: asked } = Promise.withResolvers<void>();
  const { promise: mayGoOn, resolve: goOn } = Promise.withResolvers<void>();
  s.server.fault = (_request, response, file) => {
    asked();
    void mayGoOn.then(() => response.writeHead(200, { 'content-length': file.length }).end(file));
    return true;
  };
  const child = spawn(path.join(BIN, 'spm'), [...args, '--root', s.spm.root], { stdio: 'ignore' });
  const { promise: ended, resolve: end } = Promise.withResolvers<number | null>();
  child.once('exit', end);
  await isAsked;
  return { child, ended, goOn };
}

interface Suspended {
  readonly child: ChildProcess;
  /** Its exit status. */
  readonly ended: Promise<number | null>;
  readonly goOn: () => void;
}

describe('a run that has begun', { skip: NO_TLS }, () => {
  test('refuses another, which is told its process, or waits for it', async () => {
    await using s = await published({ tls: 'valid' });
    await s.spm.ok('sync');
    const first = await suspended(s, 'install', 'demo');
    const refused = await s.spm.run(['install', 'tiny']);
    assert.deepEqual([refused.exit, refused.errors[0]?.code], [8, 'locked']);
    assert.match(refused.errors[0]?.message ?? '', new RegExp(String(first.child.pid)));
    assert.deepEqual(await s.spm.installed(), []);
    const waiting = s.spm.ok('install', 'tiny', '--wait', '60');
    first.goOn();
    assert.equal(await first.ended, 0);
    await waiting;
    assert.deepEqual(await s.spm.installed(), ['demo 1.0.0', 'libdemo 1.0.0', 'tiny 1.0.0']);
  });

  test('changes nothing when it is interrupted: exit 130, or 143', async () => {
    await using s = await published({ tls: 'valid' });
    await s.spm.ok('sync');
    for (const [signal, exit] of [
      ['SIGINT', 130],
      ['SIGTERM', 143],
    ] as const) {
      const begun = await suspended(s, 'install', 'demo');
      begun.child.kill(signal);
      assert.equal(await begun.ended, exit);
      assert.deepEqual(await s.spm.installed(), []);
    }
    s.server.fault = undefined;
    const { warnings } = await s.spm.ok('install', 'demo');
    assert.deepEqual(warnings, []);
  });
});
