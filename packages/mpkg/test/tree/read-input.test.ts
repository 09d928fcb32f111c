import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { describe, test } from 'node:test';
import { buildTree, temporaryDirectory } from '@mpkg/testkit';
import { readInput } from '../../src/tree/read-input.ts';

describe('a file that the user named', () => {
  test('is read as bytes, whatever it is, as long as it ends', async () => {
    using work = temporaryDirectory();
    fs.writeFileSync(`${work.path}/list`, Buffer.from('a\xff\n', 'latin1'));
    assert.equal(await readInput(`${work.path}/list`), 'a\xff\n');
    assert.equal(await readInput('/dev/null'), '');
  });

  test('is a named pipe that somebody writes into', async () => {
    using work = temporaryDirectory();
    const pipe = `${work.path}/pipe`;
    execFileSync('mkfifo', [pipe]);
    const writer = fs.openSync(pipe, fs.constants.O_RDWR);
    const reading = readInput(pipe);
    await new Promise((resolve) => setTimeout(resolve, 20));
    fs.writeSync(writer, 'late\n');
    await new Promise((resolve) => setTimeout(resolve, 20));
    fs.closeSync(writer);
    assert.equal(await reading, 'late\n');
  });

  test('is waited for no longer than until a signal', async () => {
    using work = temporaryDirectory();
    const pipe = `${work.path}/pipe`;
    execFileSync('mkfifo', [pipe]);
    const writer = fs.openSync(pipe, fs.constants.O_RDWR);
    const controller = new AbortController();
    setTimeout(() => controller.abort('SIGINT'), 20);
    await assert.rejects(readInput(pipe, controller.signal), { code: 'interrupted' });
    fs.closeSync(writer);
  });

  test('is refused by what it is', async () => {
    using work = temporaryDirectory();
    buildTree(work.path, { directory: { dir: {} }, file: '' });
    execFileSync('mkfifo', [`${work.path}/pipe`]);
    for (const [name, code, words] of [
      ['none', 'file-not-found', /no such file/],
      ['file/none', 'file-not-found', /no such file/],
      ['directory', 'file-not-found', /it is a directory/],
      ['pipe', 'io-failed', /a pipe that nobody writes into/],
    ] as const) {
      await assert.rejects(readInput(`${work.path}/${name}`), {
        code,
        message: words,
        subject: `${work.path}/${name}`,
      });
    }
  });
});
