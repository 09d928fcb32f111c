import type { Card } from '../card.ts';
import { GrowableIntegers, GrowableUint32 } from '../columns/growable.ts';
import type { CandidateRecord, PackageKind } from '../record.ts';

/** What of a card nothing else is decided from. */
export type CardFacts = Pick<
  Card,
  'kind' | 'essential' | 'downloadBytes' | 'installedBytes' | 'detailsOffset' | 'detailsLength'
> & { readonly isForAll: boolean };

/** Where the details of a record were put. */
export type DetailsPlace = Pick<Card, 'detailsOffset' | 'detailsLength'>;

/** Runs anywhere; managed with the native architecture. */
export const ALL = 'all';

const KINDS: readonly PackageKind[] = ['package', 'abstract', 'group'];
const FOR_ALL = 1;
const ESSENTIAL = 2;
const KIND_SHIFT = 2;

/** What cards say besides what candidates are told apart by, in columns, by arrival. */
export class CardTable {
  readonly #flags = new GrowableUint32();
  readonly #downloadBytes = new GrowableIntegers();
  readonly #installedBytes = new GrowableIntegers();
  readonly #detailsOffsets = new GrowableIntegers();
  readonly #detailsLengths = new GrowableUint32();

  add(record: CandidateRecord, { detailsOffset, detailsLength }: DetailsPlace): void {
    const isForAll = record.architecture === ALL ? FOR_ALL : 0;
    const isEssential = record.essential ? ESSENTIAL : 0;
    this.#flags.push(isForAll | isEssential | (KINDS.indexOf(record.kind) << KIND_SHIFT));
    this.#downloadBytes.push(record.downloadBytes);
    this.#installedBytes.push(record.installedBytes);
    this.#detailsOffsets.push(detailsOffset);
    this.#detailsLengths.push(detailsLength);
  }

  of(candidate: number): CardFacts {
    const flags = this.#flags.at(candidate);
    return {
      isForAll: (flags & FOR_ALL) !== 0,
      essential: (flags & ESSENTIAL) !== 0,
      kind: KINDS[flags >>> KIND_SHIFT] ?? 'package',
      downloadBytes: this.#downloadBytes.at(candidate),
      installedBytes: this.#installedBytes.at(candidate),
      detailsOffset: this.#detailsOffsets.at(candidate),
      detailsLength: this.#detailsLengths.at(candidate),
    };
  }

  /** Gives the memory back: the cards are written. */
  release(): void {
    for (const column of [this.#downloadBytes, this.#installedBytes, this.#detailsOffsets]) column.clear();
    this.#flags.clear();
    this.#detailsLengths.clear();
  }
}
