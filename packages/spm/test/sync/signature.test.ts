import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { gzipSync } from 'node:zlib';

import { Loopback } from '../transport/loopback.ts';
import { suiteFiles } from './archive.ts';
import { debian, Harness, native } from './harness.ts';
import { nativeIndexText } from './native-index.ts';

const NO_GPG =
  (spawnSync('gpg', ['--version']).status !== 0 || spawnSync('gpgv', ['--version']).status !== 0) &&
  'gpg or gpgv is missing';

const HEAD = '/dists/stable/InRelease';

const messageOf = (clearsigned: string): string => `${clearsigned.split('\n\n')[1]?.split('\n-----')[0]}\n`;

describe('signatures', { skip: NO_GPG }, () => {
  let harness: Harness;
  let server: Loopback;
  let unsigned: string;

  before(async () => {
    harness = new Harness();
    server = await Loopback.start();
    const date = 'Mon, 01 Jan 2026 00:00:00 UTC';
    for (const [path, content] of suiteFiles({
      suite: 'stable',
      date,
      indexes: { 'main/binary-amd64': 'x' },
    })) {
      server.put(path, content);
    }
    unsigned = server.files.get(HEAD)?.toString() ?? '';
    for (const signer of ['ours', 'theirs']) makeKey(signer);
    server.put(HEAD, signedBy('ours', unsigned));
  });
  after(async () => {
    harness.remove();
    await server.stop();
  });

  function gpg(signer: string, ...args: string[]): void {
    const home = join(harness.folder, signer);
    mkdirSync(home, { recursive: true, mode: 0o700 });
    execFileSync('gpg', ['--batch', '--quiet', '--no-autostart', '--homedir', home, ...args], {
      stdio: 'ignore',
    });
  }

  function makeKey(signer: string): void {
    const home = join(harness.folder, signer);
    mkdirSync(home, { mode: 0o700 });
    const options = ['--batch', '--quiet', '--homedir', home, '--passphrase', ''];
    execFileSync('gpg', [...options, '--quick-generate-key', `${signer}@example.org`, 'ed25519'], {
      stdio: 'ignore',
    });
    gpg(signer, '--output', keyring(signer), '--export');
  }

  const keyring = (signer: string): string => join(harness.folder, `${signer}.gpg`);

  function signedBy(signer: string, clearsigned: string): Buffer {
    return sign(signer, '--clearsign', messageOf(clearsigned));
  }

  function sign(signer: string, how: '--clearsign' | '--detach-sign', message: string | Buffer): Buffer {
    const file = join(harness.folder, 'message');
    writeFileSync(file, message);
    const home = join(harness.folder, signer);
    const options = [
      '--batch',
      '--yes',
      '--quiet',
      '--homedir',
      home,
      '--passphrase',
      '',
      '--pinentry-mode',
      'loopback',
    ];
    execFileSync('gpg', [...options, '--output', `${file}.asc`, how, file], { stdio: 'ignore' });
    return readFileSync(`${file}.asc`);
  }

  const sync = async (signer: string | undefined) => {
    const name = `r-${signer ?? 'none'}`;
    const options = { keyring: signer === undefined ? undefined : keyring(signer) };
    const { results } = await harness.sync([debian(name, [`${server.base}/`], options)]);
    return { name, result: results[0] };
  };

  test('a configured key is asked for and recorded', async () => {
    const { name, result } = await sync('ours');
    assert.equal(result?.outcome, 'updated', JSON.stringify(result));
    assert.match(harness.stateText(name), /"signature": "verified"/);
  });

  test('without a keyring the signature is recorded as not verified', async () => {
    const { name, result } = await sync(undefined);
    assert.equal(result?.outcome, 'updated');
    assert.match(harness.stateText(name), /"signature": "unverified"/);
  });

  test("somebody else's key is refused", async () => {
    const { result } = await sync('theirs');
    assert(result?.outcome === 'failed');
    assert.deepEqual([result.error.code, result.error.exit], ['signature-invalid', 6]);
  });

  test('a changed message is refused', async () => {
    const signed = server.files.get(HEAD);
    server.put(HEAD, signed?.toString().replace('Label: Test', 'Label: Tost') ?? '');
    const fresh = debian('changed', [`${server.base}/`], { keyring: keyring('ours') });
    const [result] = (await harness.sync([fresh])).results;
    assert(result?.outcome === 'failed');
    assert.equal(result.error.code, 'signature-invalid');
  });

  test('a missing signature is refused', async () => {
    server.put('/dists/stable/Release', messageOf(unsigned));
    server.files.delete(HEAD);
    const fresh = debian('unsigned', [`${server.base}/`], { keyring: keyring('ours') });
    const [result] = (await harness.sync([fresh])).results;
    assert(result?.outcome === 'failed');
    assert.equal(result.error.code, 'signature-missing');
  });

  test('a signature beside a Release counts, and is not asked for again', async () => {
    server.put('/dists/stable/Release.gpg', sign('ours', '--detach-sign', messageOf(unsigned)));
    const repository = debian('beside', [`${server.base}/`], { keyring: keyring('ours') });
    assert.equal((await harness.sync([repository])).results[0]?.outcome, 'updated');
    assert.match(harness.stateText('beside'), /"signature": "verified"/);
    server.requests.length = 0;
    assert.equal((await harness.sync([repository])).results[0]?.outcome, 'unchanged');
    assert.deepEqual(server.requests, ['/dists/stable/Release']);
    const other = { ...repository, keyring: keyring('theirs') };
    const [refused] = (await harness.sync([other])).results;
    assert(refused?.outcome === 'failed');
    assert.equal(refused.error.code, 'signature-invalid');
  });

  test('a native index is signed as it is published', async () => {
    const index = gzipSync(nativeIndexText());
    server.put('/index.jsonl.gz', index);
    const url = `${server.base}/index.jsonl.gz`;
    const repository = native(url, { keyring: keyring('ours') });
    const outcome = async () => {
      const [result] = (await harness.sync([repository])).results;
      return result?.outcome === 'failed' ? result.error.code : result?.outcome;
    };
    assert.equal(await outcome(), 'signature-missing');
    server.put('/index.jsonl.gz.sig', sign('theirs', '--detach-sign', index));
    assert.equal(await outcome(), 'signature-invalid');
    server.put('/index.jsonl.gz.sig', sign('ours', '--detach-sign', index));
    assert.equal(await outcome(), 'updated');
    assert.equal(await outcome(), 'unchanged');
  });
});
