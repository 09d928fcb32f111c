import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';

import { LONG, temporaryDirectory } from '@mpkg/testkit';

import type { ArtifactRequest } from '../../src/artifacts/request.ts';
import { CERTIFICATES, type Fault, NO_TLS } from '../transport/loopback.ts';
import { mirror, request, run, sample } from './support.ts';

const PROGRAM = join(import.meta.dirname, 'fetch-once.ts');
const PIECE = 16 * 1024;

const argumentsOf = (directory: string, asked: ArtifactRequest): readonly string[] => [
  '--conditions=source',
  PROGRAM,
  directory,
  CERTIFICATES?.ca ?? '',
  JSON.stringify(asked),
];

/** Sends the file slowly, so that transfers overlap. */
const slowly: Fault = (asked, response, file) => {
  const start = Number(/\d+/.exec(asked.headers.range ?? '0')?.[0]);
  response.writeHead(start > 0 ? 206 : 200, {
    'content-length': file.length - start,
    ...(start > 0 && { 'content-range': `bytes ${start}-${file.length - 1}/${file.length}` }),
  });
  let at = start;
  const timer = setInterval(() => {
    response.write(file.subarray(at, at + PIECE));
    at += PIECE;
    if (at < file.length) return;
    clearInterval(timer);
    response.end();
  }, 10);
  response.on('close', () => clearInterval(timer));
  return true;
};

describe('a cache that processes share', { skip: NO_TLS }, () => {
  test('takes the same artifact from two at once', LONG, async () => {
    using directory = temporaryDirectory();
    const file = sample(30 * PIECE);
    await using there = await mirror({ file });
    there.server.fault = slowly;
    const args = argumentsOf(directory.path, request('file', file, there));
    const fetched = () => promisify(execFile)(process.execPath, args);
    const [one, two] = await Promise.all([fetched(), fetched()]);
    assert.equal(one.stdout, two.stdout);
    assert.ok(readFileSync(one.stdout.trim()).equals(file.bytes));
    assert.deepEqual(readdirSync(join(directory.path, 'cache/partial')), []);
  });

  test('continues what a killed one began', LONG, async () => {
    using directory = temporaryDirectory();
    const file = sample(30 * PIECE);
    await using there = await mirror({ file });
    there.server.fault = (_asked, response) => {
      response.writeHead(200, { 'content-length': file.size });
      response.write(file.bytes.subarray(0, PIECE));
      return true;
    };
    const asked = request('file', file, there);
    const child = spawn(process.execPath, argumentsOf(directory.path, asked), { stdio: 'ignore' });
    const ended = once(child, 'exit');
    while (!hasPartial(directory.path) && child.exitCode === null) await delay(5);
    child.kill('SIGKILL');
    assert.deepEqual(await ended, [null, 'SIGKILL']);
    const ranges: string[] = [];
    there.server.fault = (again) => {
      ranges.push(again.headers.range ?? 'none');
      return false;
    };
    const { paths } = await run([asked], { directory: directory.path });
    assert.ok(readFileSync(paths[0]!).equals(file.bytes));
    assert.match(ranges[0] ?? '', /^bytes=\d+-$/);
    assert.deepEqual(readdirSync(join(directory.path, 'cache/partial')), []);
  });
});

/** Whether something of a file has arrived. */
function hasPartial(directory: string): boolean {
  const partial = join(directory, 'cache/partial');
  return existsSync(partial) && readdirSync(partial).some((name) => statSync(join(partial, name)).size > 0);
}
