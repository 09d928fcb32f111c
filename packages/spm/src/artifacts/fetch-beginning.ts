import { appendFileSync } from 'node:fs';

import { MpkgError, openPac } from '@mpkg/mpkg';

import { systemError } from '../errors.ts';
import { displayUrl } from '../transport/origin.ts';
import type { Transport } from '../transport/transport.ts';
import type { MirrorRanking } from './mirror-ranking.ts';
import { allMirrorsFailed, isMirrorFailure, type MirrorFailure } from './mirrors.ts';
import type { ArtifactRequest } from './request.ts';

export interface BeginningContext {
  readonly transport: Transport;
  readonly ranking: MirrorRanking;
  readonly signal?: AbortSignal | undefined;
}

/** Holds the index of most packages, and is one packet train away. */
const FIRST = 16 * 1024;
const GROWTH = 4;

/**
 * Fetches as much of a pac as it takes to read its index, which comes first, into a new file. What the index of the repository says of
 * its digest cannot be checked on that.
 * @returns how many bytes were fetched
 * @throws SpmError of exit 6 or 7 when every mirror failed; MpkgError for what is no pac
 */
export async function fetchBeginning(
  request: ArtifactRequest,
  file: string,
  { transport, ranking, signal }: BeginningContext,
): Promise<number> {
  const failures: MirrorFailure[] = [];
  let have = 0;
  for (const url of ranking.order(request.urls)) {
    try {
      while (!(await hasIndex(file, have, request.size))) {
        const length = Math.min(request.size, Math.max(FIRST, have * GROWTH)) - have;
        append(file, await transport.read({ url, offset: have, length, signal }));
        have += length;
      }
      return have;
    } catch (error) {
      if (!isMirrorFailure(error)) throw error;
      ranking.failed(url, error);
      failures.push({ url: displayUrl(url), error });
    }
  }
  throw allMirrorsFailed(request.subject, failures);
}

const INCOMPLETE: ReadonlySet<MpkgError['code']> = new Set(['pac-truncated', 'stream-corrupt']);

async function hasIndex(file: string, have: number, size: number): Promise<boolean> {
  if (have === 0) return false;
  try {
    await using _ = await openPac(file, { isBeginning: true });
    return true;
  } catch (error) {
    if (have < size && error instanceof MpkgError && INCOMPLETE.has(error.code)) return false;
    throw error;
  }
}

function append(file: string, bytes: Uint8Array): void {
  try {
    appendFileSync(file, bytes);
  } catch (error) {
    throw systemError(error, file);
  }
}
