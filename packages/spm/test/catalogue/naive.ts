import { SCHEMES, satisfies, type Range } from '@mpkg/manifest';

import type { CandidateRecord } from '../../src/catalogue/record.ts';
import { parseRequirement } from '../../src/formats/debian/index.ts';

/** A record and the rank of its repository. */
export interface Offer {
  readonly record: CandidateRecord;
  readonly rank: number;
}

const { compare } = SCHEMES.debian;

/**
 * What a catalogue should answer, found by looking at every record for every question: slow, plain, and written without a look at the
 * compiler. Candidates are places in `offers`, which are in the order the catalogue promises.
 */
export class NaiveCatalogue {
  readonly offers: readonly Offer[];
  readonly #architectures: readonly string[];

  constructor(offers: readonly Offer[], architectures: readonly string[]) {
    this.#architectures = architectures;
    const sorted = offers.toSorted((a, b) => this.#compareOffers(a, b));
    this.offers = sorted.filter(
      (offer, place) => !sorted.slice(0, place).some((other) => this.#isSame(other, offer)),
    );
  }

  slotsInOrder(): number[][] {
    const slots = Map.groupBy(this.offers.keys(), (place) => {
      const { name, series } = this.#record(place);
      return JSON.stringify([name, this.#managed(this.#record(place)), series]);
    });
    return [...slots.values()];
  }

  /** Places in order of preference. */
  membersOf(text: string, stating: CandidateRecord, isConflict: boolean): number[] {
    const members: number[] = [];
    const own = this.#managed(stating);
    for (const { name, range, architecture } of parseRequirement(text)) {
      const fits = (place: number): boolean =>
        this.#serves(this.#record(place), own, architecture, isConflict);
      const carriers = this.#places(({ record }) => record.name === name && admits(range, record.version))
        .filter(fits)
        .sort((a, b) => this.#compareCarriers(a, b, own));
      const providers = this.#provisionsOf(name)
        .filter(({ version }) => admits(range, version))
        .map(({ place }) => place)
        .filter(fits);
      const ownFirst = [true, false].flatMap((isOwn) =>
        providers.filter((place) => (this.#managed(this.#record(place)) === own) === isOwn),
      );
      members.push(...[...new Set([...carriers, ...ownFirst])].filter((place) => !members.includes(place)));
    }
    return members;
  }

  /** What the architectures of one name exclude. */
  exclusionsOf(place: number): number[] {
    const one = this.#record(place);
    return this.#places(({ record }) => {
      if (record.name !== one.name || this.#managed(record) === this.#managed(one)) return false;
      return [record, one].every(({ multiArch }) => multiArch === 'same') && record.version !== one.version;
    });
  }

  #provisionsOf(name: string): { place: number; version: string | undefined }[] {
    return this.offers
      .flatMap(({ record }, place) =>
        record.provides.filter((one) => one.name === name).map(({ version }) => ({ place, version })),
      )
      .sort(
        (a, b) =>
          this.#record(a.place).priority - this.#record(b.place).priority ||
          Number(a.version === undefined) - Number(b.version === undefined) ||
          compare(b.version ?? '', a.version ?? '') ||
          a.place - b.place,
      );
  }

  #serves(record: CandidateRecord, own: string, qualifier: string | undefined, isConflict: boolean): boolean {
    if (record.multiArch === 'everywhere') return true;
    const managed = this.#managed(record);
    if (qualifier === 'any') {
      return isConflict || record.multiArch === 'allowed' || record.multiArch === 'separate';
    }
    if (qualifier !== undefined) return managed === qualifier;
    if (isConflict && record.multiArch !== 'separate') return true;
    return managed === own || record.multiArch === 'foreign';
  }

  #compareCarriers(a: number, b: number, own: string): number {
    const [one, other] = [this.#record(a), this.#record(b)];
    return (
      Number(this.#managed(one) !== own) - Number(this.#managed(other) !== own) ||
      compare(other.version, one.version) ||
      (this.offers[a]?.rank ?? 0) - (this.offers[b]?.rank ?? 0) ||
      a - b
    );
  }

  #compareOffers({ record: a, rank: aRank }: Offer, { record: b, rank: bRank }: Offer): number {
    const texts = compareTexts(a.name, b.name);
    const architectures =
      this.#architectures.indexOf(this.#managed(a)) - this.#architectures.indexOf(this.#managed(b));
    return (
      texts ||
      architectures ||
      compareTexts(a.series, b.series) ||
      compare(b.version, a.version) ||
      aRank - bRank
    );
  }

  #isSame({ record: a }: Offer, { record: b }: Offer): boolean {
    const key = (record: CandidateRecord): string =>
      JSON.stringify([
        record.name,
        this.#managed(record),
        record.series,
        record.version,
        record.details.sha256,
      ]);
    return key(a) === key(b);
  }

  /** The architecture that a package is managed with. */
  #managed({ architecture }: CandidateRecord): string {
    return architecture === 'all' ? (this.#architectures[0] ?? '') : architecture;
  }

  #places(matches: (offer: Offer) => boolean): number[] {
    return [...this.offers.entries()].filter(([, offer]) => matches(offer)).map(([place]) => place);
  }

  #record(place: number): CandidateRecord {
    const offer = this.offers[place];
    if (offer === undefined) throw new RangeError(`there is no offer ${place}`);
    return offer.record;
  }
}

function admits(range: Range | undefined, version: string | undefined): boolean {
  return range === undefined || (version !== undefined && satisfies(range, version));
}

function compareTexts(a: string, b: string): number {
  return Number(a > b) - Number(a < b);
}
