import { rmSync } from 'node:fs';
import { join } from 'node:path';

import type { Call } from '@mpkg/cli';

import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Settings } from '../config/index.ts';
import { SpmError } from '../errors.ts';
import { openCallCatalogue } from './catalogue.ts';
import { pathsOf, rootOf, settingsFor } from './surroundings.ts';

/** Answers a question from the catalogue of a call; a name that nobody has is noted for `spm missing`. */
export function withCatalogue<R>(
  call: Call,
  answer: (catalogue: Catalogue, settings: Settings) => R | Promise<R>,
): Promise<R> {
  return rebuildingOnce(call, async () => {
    const settings = await settingsFor(call);
    const catalogue = await openCallCatalogue(call, settings);
    try {
      return await answer(catalogue, settings);
    } finally {
      catalogue.close();
    }
  });
}

/** Does it again, with a new catalogue, when the one at hand turns out to be damaged where it is read. */
export async function rebuildingOnce<R>(call: Call, attempt: () => Promise<R>): Promise<R> {
  return notingMissing(call, async () => {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof SpmError) || error.code !== 'catalogue-corrupt') throw error;
      rmSync(pathsOf(call).catalogue, { force: true });
      return attempt();
    }
  });
}

async function notingMissing<R>(call: Call, attempt: () => Promise<R>): Promise<R> {
  try {
    return await attempt();
  } catch (error) {
    if (error instanceof SpmError && error.code === 'package-unknown' && error.subject !== undefined) {
      const { noteMissing } = await import('../query/missing-names.ts');
      noteMissing(missingFile(call), error.subject, new Date());
    }
    throw error;
  }
}

/** `/var/lib/spm/missing` of the root: the names that no repository had. */
export function missingFile(call: Pick<Call, 'options' | 'cwd'>): string {
  return join(rootOf(call), 'var/lib/spm/missing');
}
