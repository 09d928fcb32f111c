import { createHash } from 'node:crypto';

import type { Catalogue } from '../catalogue/index.ts';
import { FILE_REPOSITORY, INSTALLED_REPOSITORY } from './installed-candidates.ts';

/** What tells a catalogue from one of other repositories or another day; a plan is based on it. */
export function catalogueIdentity({ repositories, architectures }: Catalogue): string {
  const text = JSON.stringify([
    architectures,
    repositories.filter(({ name }) => name !== INSTALLED_REPOSITORY && name !== FILE_REPOSITORY),
  ]);
  return createHash('sha256').update(text).digest('hex');
}
