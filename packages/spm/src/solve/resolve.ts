import type { Goal, Problem } from './goals.ts';
import { Installed } from './installed.ts';
import type { Job, Request, Target } from './request.ts';
import type { Candidate, Universe, UniverseLookup, UniverseText } from './universe.ts';

/** Everything the solver reads. */
export type World = Universe & UniverseLookup & UniverseText;

export interface ResolvedRequest {
  readonly goals: readonly Goal[];
  readonly problems: readonly Problem[];
  readonly installed: Installed;
  /** Installed candidates that are to go to the best version. */
  readonly upgrades: ReadonlySet<Candidate>;
  /** Those of them that were named, in order. */
  readonly raised: readonly Candidate[];
  /** Candidates that `--with` prefers. */
  readonly preferred: ReadonlySet<Candidate>;
  /** Candidates that a recommendation may not bring in. */
  readonly refused: ReadonlySet<Candidate>;
}

/** Looks up what the user named. Goals come in the order of the request; problems stop the search before it starts. */
export function resolveRequest(world: World, request: Request): ResolvedRequest {
  return new Resolver(world, request).resolve();
}

class Resolver {
  readonly #world: World;
  readonly #request: Request;
  readonly #installed: Installed;
  readonly #goals: Goal[] = [];
  readonly #problems: Problem[] = [];
  readonly #upgrades = new Set<Candidate>();
  readonly #raised: Candidate[] = [];
  /** Of `--with`; before what was chosen earlier. */
  readonly #asked: Set<Candidate>;
  readonly #preferred: Set<Candidate>;

  constructor(world: World, request: Request) {
    this.#world = world;
    this.#request = request;
    this.#installed = new Installed(world, request.installed ?? []);
    const { providers = [], preferences = [] } = request;
    this.#asked = new Set(providers.flatMap((target) => this.#matching(target)));
    this.#preferred = new Set([...this.#asked, ...preferences.flatMap((target) => this.#matching(target))]);
  }

  resolve(): ResolvedRequest {
    for (const job of this.#request.jobs) this.#resolveJob(job);
    for (const target of this.#request.providers ?? [])
      if (this.#matching(target).length === 0) this.#fail(target);
    this.#resolveHolds();
    this.#resolveExclusions();
    this.#resolveStays();
    this.#resolveUntouched();
    return {
      goals: this.#goals,
      problems: this.#problems,
      installed: this.#installed,
      upgrades: this.#upgrades,
      raised: this.#raised,
      preferred: this.#preferred,
      refused: new Set((this.#request.refused ?? []).flatMap((name) => this.#matching({ name }))),
    };
  }

  #resolveJob(job: Job): void {
    if (job.job === 'install') this.#resolveInstall(job.target);
    else if (job.job === 'remove') this.#resolveRemove(job.target);
    else if (job.job === 'upgrade') this.#resolveUpgrade(job.target);
    else this.#resolveKeep(job.target);
  }

  #resolveInstall(target: Target): void {
    const candidates = this.#lookUp(target);
    const abstract = candidates.length === 0 || this.#world.kindOf(candidates[0] as Candidate) === 'abstract';
    if (abstract) this.#resolvePick(target, candidates.length > 0);
    if (candidates.length > 0) this.#goals.push({ kind: 'install', target, candidates });
  }

  /** An abstract name is filled by: `--with`, what is installed or asked for anyway, its only provider, its standard. */
  #resolvePick(target: Target, known: boolean): void {
    const architecture = this.#architectureOf(target);
    const providers = Array.from(this.#world.providersOf(target.name, architecture)).filter(
      (candidate) =>
        target.repository === undefined || this.#world.repositoryOf(candidate) === target.repository,
    );
    if (target.range !== undefined && !known) return this.#fail(target);
    if (providers.length === 0) return known ? undefined : this.#fail(target);
    const asked = providers.filter((candidate) => this.#asked.has(candidate));
    if (asked.length > 0) return this.#pick(target, asked);
    const chosen = providers.filter((candidate) => this.#preferred.has(candidate));
    if (chosen.length > 0) return this.#pick(target, chosen);
    if (providers.some((candidate) => this.#isComing(candidate))) return this.#pick(target, providers);
    const choices = onePerSlot(this.#world, providers);
    if (choices.length === 1) return this.#pick(target, providers);
    const standard = Array.from(this.#world.standardOf(target.name, architecture));
    if (standard.length > 0) return this.#pick(target, [...new Set([...standard, ...providers])]);
    this.#problems.push({ kind: 'choice-needed', target, choices });
  }

  #pick(target: Target, candidates: readonly Candidate[]): void {
    this.#goals.push({ kind: 'pick', target, candidates });
  }

  /** Installed, or named by another install job. */
  #isComing(candidate: Candidate): boolean {
    if (this.#installed.has(candidate)) return true;
    const name = this.#world.nameOf(candidate);
    return this.#request.jobs.some((job) => job.job === 'install' && job.target.name === name);
  }

  #resolveRemove(target: Target): void {
    const matched = this.#matching(target);
    const installed = matched.filter((candidate) => this.#installed.has(candidate));
    if (installed.length === 0) return this.#notInstalled(target);
    const slots = new Set(installed.map((candidate) => this.#world.slotOf(candidate)));
    const candidates = [...slots].flatMap((slot) => Array.from(this.#world.candidatesOf(slot)));
    this.#goals.push({ kind: 'remove', target, candidates });
  }

  #resolveUpgrade(target: Target | undefined): void {
    if (target === undefined) {
      for (const candidate of this.#installed.candidates) this.#upgrades.add(candidate);
      return;
    }
    const slots = new Set(this.#named(target).map((one) => this.#world.slotOf(one)));
    const installed = this.#installed.candidates.filter((candidate) =>
      slots.has(this.#world.slotOf(candidate)),
    );
    if (installed.length === 0) return this.#notInstalled(target);
    for (const candidate of installed) this.#upgrades.add(candidate);
    this.#raised.push(...installed);
    if (target.range === undefined && target.repository === undefined) return;
    const candidates = this.#lookUp(target);
    if (candidates.length > 0) this.#goals.push({ kind: 'install', target, candidates });
    else this.#fail(target);
  }

  #resolveKeep(target: Target): void {
    const candidates = this.#lookUp(target);
    if (candidates.length > 0) this.#goals.push({ kind: 'keep', target, candidates });
    else this.#fail(target);
  }

  #resolveHolds(): void {
    for (const target of this.#request.holds ?? []) {
      const candidates = this.#matching(target).filter((candidate) => this.#installed.has(candidate));
      if (candidates.length > 0) this.#goals.push({ kind: 'hold', target, candidates });
    }
  }

  /** Pins, blacklist and profile rule candidates out; what is installed already may stay. */
  #resolveExclusions(): void {
    const { pins = [], blacklist = [], profile } = this.#request;
    for (const target of pins) this.#exclude('pin', target, this.#outside(target));
    for (const target of blacklist) this.#exclude('blacklist', target, this.#matching(target));
    for (const { name, version } of profile?.tuples ?? []) {
      const candidates = this.#excludable(
        { name },
        this.#matching({ name }).filter((one) => this.#world.versionOf(one) !== version),
      );
      const target = { name, range: version };
      if (candidates.length > 0)
        this.#goals.push({ kind: 'profile', target, profile: profile?.name ?? '', candidates });
    }
  }

  #exclude(kind: 'pin' | 'blacklist', target: Target, matched: readonly Candidate[]): void {
    const candidates = this.#excludable(target, matched);
    if (candidates.length > 0) this.#goals.push({ kind, target, candidates });
  }

  #excludable(target: Target, candidates: readonly Candidate[]): Candidate[] {
    if (this.#request.override?.includes(target.name)) return [];
    return candidates.filter((candidate) => !this.#installed.has(candidate));
  }

  #outside(target: Target): Candidate[] {
    const { range: _range, repository: _repository, ...named } = target;
    const inside = new Set(this.#matching(target));
    return this.#matching(named).filter((candidate) => !inside.has(candidate));
  }

  #resolveStays(): void {
    if (this.#request.removals !== 'named') return;
    const named = this.#request.jobs.flatMap((job) => (job.job === 'remove' ? [job.target] : []));
    const removable = new Set(
      [...named, ...(this.#request.removable ?? [])].flatMap((target) => this.#matching(target)),
    );
    for (const candidate of this.#installed.candidates) {
      if (removable.has(candidate)) continue;
      const successors = Array.from(this.#world.successorsOf?.(candidate) ?? []);
      const versions = Array.from(this.#world.candidatesOf(this.#world.slotOf(candidate)));
      this.#goals.push({
        kind: 'stay',
        candidates: [candidate, ...versions.filter((one) => one !== candidate), ...successors],
      });
    }
  }

  #resolveUntouched(): void {
    const { architecture } = this.#request;
    if (architecture === undefined) return;
    const candidates = this.#installed.candidates.filter(
      (one) => this.#world.architectureOf(one) !== architecture,
    );
    if (candidates.length > 0) this.#goals.push({ kind: 'untouched', architecture, candidates });
  }

  #architectureOf(target: Target): string | undefined {
    return target.architecture ?? this.#request.architecture;
  }

  /** As `#matching`; a name that exists without a fitting candidate is a problem. */
  #lookUp(target: Target): Candidate[] {
    const found = this.#matching(target);
    if (found.length > 0) return found;
    const available = this.#named(target);
    if (available.length > 0) this.#problems.push({ kind: 'no-match', target, available });
    return found;
  }

  #matching(target: Target): Candidate[] {
    const { range, repository } = target;
    return this.#named(target).filter(
      (candidate) =>
        (range === undefined || this.#world.inRange(candidate, range)) &&
        (repository === undefined || this.#world.repositoryOf(candidate) === repository),
    );
  }

  #named(target: Target): Candidate[] {
    return Array.from(this.#world.named(target.name, this.#architectureOf(target)));
  }

  /** Reports a name that led to nothing, unless a more precise problem was reported already. */
  #fail(target: Target): void {
    if (this.#problems.some((problem) => problem.target === target)) return;
    const available = [
      ...this.#named(target),
      ...Array.from(this.#world.providersOf(target.name, this.#architectureOf(target))),
    ];
    this.#problems.push(
      available.length > 0 ? { kind: 'no-match', target, available } : { kind: 'unknown-name', target },
    );
  }

  #notInstalled(target: Target): void {
    if (this.#named(target).length === 0) this.#fail(target);
    else this.#problems.push({ kind: 'not-installed', target });
  }
}

/** The best candidate of each slot, in order. */
function onePerSlot(world: Universe, candidates: readonly Candidate[]): Candidate[] {
  const slots = new Set<number>();
  return candidates.filter((candidate) => {
    const slot = world.slotOf(candidate);
    if (slots.has(slot)) return false;
    slots.add(slot);
    return true;
  });
}
