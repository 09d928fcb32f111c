import type { Asked } from '../plan/solve-jobs.ts';
import type { Job, Target } from '../solve/index.ts';
import { parseTarget } from './target.ts';

/** What is asked of an installation or an update, as its command line says it. */
export interface Wanted {
  readonly verb: 'install' | 'update';
  /** Names with versions and architectures; none updates everything. */
  readonly names: readonly string[];
  /** `--arch` */
  readonly architecture?: string | undefined;
  /** `--from`: only packages of this repository are asked for. */
  readonly repository?: string | undefined;
  /** `--with`: providers that are preferred. */
  readonly providers: readonly string[];
  /** `--exclude`: packages that an update leaves alone. */
  readonly exclude: readonly string[];
  /** Whether blacklist, pins and profile do not count for the names. */
  readonly override: boolean;
  readonly recommends: boolean;
  readonly minimal: boolean;
}

/** The words of a user as the solver takes them. @throws SpmError `request-invalid`; ManifestError `range-invalid` */
export function askedOf(wanted: Wanted, architectures: readonly string[]): Asked {
  const { verb, names, architecture, repository, recommends, minimal } = wanted;
  const read = (name: string): Target => parseTarget(name, architectures);
  const targets = names.map((name) => ({ ...read(name), ...(repository !== undefined && { repository }) }));
  return {
    words: [verb, ...names],
    jobs: verb === 'install' ? installs(targets) : upgrades(targets),
    options: {
      recommends,
      minimal,
      providers: wanted.providers.map(read),
      holds: wanted.exclude.map(read),
      override: wanted.override ? targets.map(({ name }) => name) : [],
      ...(architecture !== undefined && { architecture }),
    },
  };
}

function installs(targets: readonly Target[]): Job[] {
  return targets.map((target) => ({ job: 'install', target }));
}

function upgrades(targets: readonly Target[]): Job[] {
  return targets.length === 0 ? [{ job: 'upgrade' }] : targets.map((target) => ({ job: 'upgrade', target }));
}
