import { readFile } from 'node:fs/promises';

import { systemError } from '../../errors.ts';

import type { Head, HeadFile, Part } from '../kind.ts';
import { verifiedMessage, verifyDetached } from '../gpgv.ts';
import type { Repository } from '../repository.ts';
import { clearsignedMessage, isClearsigned } from './clearsigned.ts';
import type { Release } from './release.ts';
import { parseRelease } from './release.ts';

/**
 * Reads an `InRelease` or `Release` file; with a keyring, only what one of its keys signed, in the file itself or beside a
 * `Release` in `Release.gpg`.
 */
export async function readReleaseHead(
  repository: Repository,
  file: HeadFile,
  partsOf: (release: Release) => readonly Part[],
): Promise<Head> {
  const release = parseRelease(await messageOf(repository, file), file.url);
  return {
    identity: [release.origin, release.label, release.codename].join('/'),
    edition: release.date,
    expires: release.validUntil,
    signature: repository.keyring === undefined ? 'unverified' : 'verified',
    parts: partsOf(release),
  };
}

async function messageOf({ keyring }: Repository, head: HeadFile): Promise<string> {
  const { file, url: subject } = head;
  const text = await readText(file);
  if (keyring === undefined) return isClearsigned(text) ? clearsignedMessage(text, subject) : text;
  const signed = { file, keyring, subject };
  if (isClearsigned(text)) return verifiedMessage(signed);
  await verifyDetached(signed, await head.detachedSignature('.gpg'));
  return text;
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw systemError(error, file);
  }
}
