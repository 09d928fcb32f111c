import { CANDIDATE, type Encoding, SLOT } from './encode/encoding.ts';
import { type Literal, type Variable, positive, variableOf } from './sat/literals.ts';
import { DONE } from './sat/search.ts';
import type { Installed } from './installed.ts';
import type { Candidate, Relation } from './universe.ts';
import { Cursors } from './cursors.ts';
import { TroubledSlots } from './troubled.ts';

/** How choices are made, apart from their order, which is the policy's. */
export interface Preferences {
  readonly installed: Installed;
  /** Installed candidates whose slot takes the newest version instead. */
  readonly upgrades: ReadonlySet<Candidate>;
  /** Chosen before anything else where one of several will do. */
  readonly preferred: ReadonlySet<Candidate>;
  readonly recommends: boolean;
  readonly refused: ReadonlySet<Candidate>;
}

const SETTLED: Literal = -2;
const UPGRADES = 0;
const OPTIONS = 1;
const VERSIONS = 2;
const RECOMMENDED = 3;
const STAGES = 4;

/**
 * The decision order, which is the policy: versions of what is to be upgraded, newest first; open alternatives, in the order in
 * which they were found, each with its first possible option; other versions, newest first; recommendations.
 */
export class Decider {
  readonly #encoding: Encoding;
  readonly #preferences: Preferences;
  readonly #cursors = new Cursors(STAGES);
  readonly #troubled: TroubledSlots;

  constructor(encoding: Encoding, preferences: Preferences) {
    this.#encoding = encoding;
    this.#preferences = preferences;
    this.#troubled = new TroubledSlots(encoding);
  }

  readonly decide = (): Literal => {
    const { sat } = this.#encoding;
    this.#cursors.fallBack(sat);
    let literal =
      this.#preferences.upgrades.size > 0 ? this.#advance(UPGRADES, this.#decideUpgrade) : SETTLED;
    if (literal === SETTLED) literal = this.#advance(OPTIONS, this.#decideOption);
    if (literal === SETTLED) literal = this.#decideTroubled();
    if (literal === SETTLED) literal = this.#advance(VERSIONS, this.#decideVersion);
    if (literal === SETTLED && this.#preferences.recommends)
      literal = this.#advance(RECOMMENDED, this.#decideRecommended);
    this.#cursors.save(sat);
    return literal === SETTLED ? DONE : literal;
  };

  /** Moves a cursor along the trail to the first literal that leaves something to decide. */
  #advance(stage: number, decideAt: (variable: Variable) => Literal): Literal {
    const { trail } = this.#encoding.sat;
    for (let index = this.#cursors.get(stage); index < trail.length; index++) {
      const literal = trail.data[index] as Literal;
      if ((literal & 1) === 1) continue;
      const decision = decideAt(literal >> 1);
      if (decision === SETTLED) continue;
      this.#cursors.set(stage, index);
      return decision;
    }
    this.#cursors.set(stage, trail.length);
    return SETTLED;
  }

  readonly #decideOption = (variable: Variable): Literal => {
    const start = this.#encoding.optionsOf(variable);
    if (start === 0) return SETTLED;
    const { sat, optionData } = this.#encoding;
    const count = optionData[start] as number;
    let first = SETTLED;
    let preferred = SETTLED;
    for (let i = start + 1; i <= start + count; i++) {
      const option = optionData[i] as Literal;
      const value = sat.valueOf(option);
      if (value > 0) return SETTLED;
      if (value < 0) continue;
      if (first === SETTLED) first = option;
      if (preferred === SETTLED && this.#isPreferred(option)) preferred = option;
    }
    return preferred === SETTLED ? first : preferred;
  };

  #isPreferred(option: Literal): boolean {
    const { preferred } = this.#preferences;
    if (preferred.size === 0) return false;
    const variable = variableOf(option);
    const subject = this.#encoding.subjectOf(variable);
    if (this.#encoding.kindOf(variable) === CANDIDATE) return preferred.has(subject);
    const candidates = this.#encoding.universe.candidatesOf(subject);
    for (let i = 0; i < candidates.length; i++) if (preferred.has(candidates[i] as Candidate)) return true;
    return false;
  }

  readonly #decideUpgrade = (variable: Variable): Literal => {
    if (this.#encoding.kindOf(variable) !== SLOT) return SETTLED;
    const { installed, upgrades } = this.#preferences;
    const candidate = installed.in(this.#encoding.subjectOf(variable));
    return candidate !== undefined && upgrades.has(candidate) ? this.#decideVersion(variable) : SETTLED;
  };

  readonly #decideVersion = (variable: Variable): Literal => {
    if (this.#encoding.kindOf(variable) !== SLOT) return SETTLED;
    const { sat } = this.#encoding;
    const last = variable + (sat.blockSizes[variable] as number);
    let best = SETTLED;
    for (let candidate = variable + 1; candidate <= last; candidate++) {
      const value = sat.valueOf(positive(candidate));
      if (value > 0) return SETTLED;
      if (value === 0 && (best === SETTLED || this.#staysInstalled(candidate))) best = positive(candidate);
    }
    return best;
  };

  #staysInstalled(variable: Variable): boolean {
    const { installed, upgrades } = this.#preferences;
    const candidate = this.#encoding.subjectOf(variable);
    return installed.has(candidate) && !upgrades.has(candidate);
  }

  /** A version where recent conflicts were; nothing while there were few. */
  #decideTroubled(): Literal {
    const { sat } = this.#encoding;
    for (const slot of this.#troubled.list()) {
      if (sat.valueOf(positive(slot)) <= 0) continue;
      const decision = this.#decideVersion(slot);
      if (decision !== SETTLED) return decision;
    }
    return SETTLED;
  }

  readonly #decideRecommended = (variable: Variable): Literal => {
    const { universe } = this.#encoding;
    if (this.#encoding.kindOf(variable) !== CANDIDATE) return SETTLED;
    const candidate = this.#encoding.subjectOf(variable);
    if (this.#preferences.installed.in(universe.slotOf(candidate)) !== undefined) return SETTLED;
    const { recommends } = universe;
    for (let at = recommends.start(candidate), end = recommends.end(candidate); at < end; at++) {
      const literal = this.#acceptable(recommends.values[at] as Relation);
      if (literal !== SETTLED) return literal;
    }
    return SETTLED;
  };

  /** The literal that asks for a recommendation, unless it is satisfied, impossible or refused. */
  #acceptable(relation: Relation): Literal {
    const { sat, universe } = this.#encoding;
    const { refused } = this.#preferences;
    if (refused.size > 0 && universe.members.of(relation).some((member) => refused.has(member)))
      return SETTLED;
    const { pieces } = this.#encoding;
    for (let at = pieces.start(relation), end = pieces.end(relation); at < end; at++) {
      if (sat.valueOf(pieces.values[at] as Literal) > 0) return SETTLED;
    }
    const literal = this.#encoding.relation(relation);
    return sat.valueOf(literal) === 0 ? literal : SETTLED;
  }
}
