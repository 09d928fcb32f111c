import { readFile } from 'node:fs/promises';

import { SpmError, systemError } from '../../errors.ts';
import { verifiedMessage } from './gpgv.ts';
import type { Head, HeadFile, Part } from '../kind.ts';
import type { Repository } from '../repository.ts';
import { clearsignedMessage, isClearsigned } from './clearsigned.ts';
import type { Release } from './release.ts';
import { parseRelease } from './release.ts';

/** Reads an `InRelease` or `Release` file; with a keyring, only what one of its keys signed. */
export async function readReleaseHead(
  repository: Repository,
  { file, path }: HeadFile,
  partsOf: (release: Release) => readonly Part[],
): Promise<Head> {
  const release = parseRelease(await messageOf(repository, file, path), path);
  return {
    identity: [release.origin, release.label, release.codename].join('/'),
    edition: release.date,
    expires: release.validUntil,
    signature: repository.keyring === undefined ? 'unverified' : 'verified',
    parts: partsOf(release),
  };
}

async function messageOf({ keyring }: Repository, file: string, path: string): Promise<string> {
  const text = await readText(file);
  if (isClearsigned(text)) {
    return keyring === undefined ? clearsignedMessage(text, path) : verifiedMessage(file, keyring, path);
  }
  if (keyring === undefined) return text;
  throw new SpmError('signature-missing', `${path} carries no signature, and a keyring is configured`, {
    subject: path,
  });
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw systemError(error, file);
  }
}
