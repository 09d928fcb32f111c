import { join } from 'node:path';

/** Where spm keeps its files under a root; relative to it, as the manual names them. */
export interface Paths {
  /** `/etc/spm/config.json` */
  readonly config: string;
  /** `/var/cache/spm/config.json`: the configuration as it was last validated. */
  readonly compiledConfig: string;
  /** `/var/lib/spm/repos`: what was synced, a folder per repository. */
  readonly repositories: string;
  /** `/var/lib/spm/catalogue`: the synced repositories, compiled. */
  readonly catalogue: string;
}

export function pathsUnder(root: string): Paths {
  return {
    config: join(root, 'etc/spm/config.json'),
    compiledConfig: join(root, 'var/cache/spm/config.json'),
    repositories: join(root, 'var/lib/spm/repos'),
    catalogue: join(root, 'var/lib/spm/catalogue'),
  };
}
