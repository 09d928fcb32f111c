import { createHash } from 'node:crypto';

import { INSTALLED_FILE, WORLD_FILE } from './layout.ts';
import type { StateStore } from './store.ts';

/** The digest of what is installed and of what is asked for; a plan is based on it. */
export function stateDigest(store: StateStore): string {
  return createHash('sha256')
    .update(store.text(INSTALLED_FILE))
    .update('\0')
    .update(store.text(WORLD_FILE))
    .digest('hex');
}
