import type { Candidate } from './universe.ts';

/** What a user names: `nginx`, `nginx@>=1.22`, `busybox:i686`, `nginx` from one repository. Authored, not yet looked up. */
export interface Target {
  readonly name: string;
  readonly range?: string;
  readonly architecture?: string;
  readonly repository?: string;
  /** The argument as it was typed; explanations quote it. Default: the name and range. */
  readonly typed?: string;
  /** Of a target that is blacklisted, or pinned by something else than a pin: why, as a sentence. */
  readonly because?: string;
}

export type Job =
  /** Must be installed afterwards; what is installed already and fits stays as it is. */
  | { readonly job: 'install'; readonly target: Target }
  /** Must not be installed afterwards. */
  | { readonly job: 'remove'; readonly target: Target }
  /** Goes to the best version that policy allows; without a target: everything installed. */
  | { readonly job: 'upgrade'; readonly target?: Target }
  /** Must stay installed, in whatever version. */
  | { readonly job: 'keep'; readonly target: Target };

export interface InstalledPackage {
  readonly candidate: Candidate;
  /** Asked for by name, rather than pulled in by another package. */
  readonly explicit: boolean;
}

/** A list of package versions that a system is held to. */
export interface Profile {
  readonly name: string;
  readonly tuples: readonly { readonly name: string; readonly version: string }[];
}

export interface Request {
  readonly jobs: readonly Job[];
  readonly installed?: readonly InstalledPackage[];
  /** Packages that stay exactly as they are installed. */
  readonly holds?: readonly Target[];
  /** Only versions inside the target's range may be newly chosen. */
  readonly pins?: readonly Target[];
  /** May not be newly chosen. */
  readonly blacklist?: readonly Target[];
  /** Names for which blacklist, pins and profile do not count: `--override`. */
  readonly override?: readonly string[];
  readonly profile?: Profile;
  /** `--with PROVIDER`: preferred wherever one of several has to be chosen; binding for an abstract name that is asked for. */
  readonly providers?: readonly Target[];
  /** Preferred likewise because they were chosen before: nothing is said of those that are not needed. */
  readonly preferences?: readonly Target[];
  /** `--arch`: targets mean this architecture, and installed packages of every other stay untouched. */
  readonly architecture?: string;
  /** Also install what is recommended, where nothing that was asked for suffers. Default false. */
  readonly recommends?: boolean;
  /** Recommended packages that were refused before, by name. */
  readonly refused?: readonly string[];
  /** Whether installed packages that no job names may be removed: only as few as possible (default), or none. */
  readonly removals?: 'fewest' | 'named';
  /** Packages that may be removed although `removals` is `'named'`. */
  readonly removable?: readonly Target[];
  /** Find the proven minimum number of newly installed packages; recommends are left out. */
  readonly minimal?: boolean;
}

export function typedText(target: Target): string {
  return target.typed ?? (target.range === undefined ? target.name : `${target.name}@${target.range}`);
}
