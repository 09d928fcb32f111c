import type { Bytes } from '../bytes.ts';
import { GrowingBytes } from '../growing-bytes.ts';
import { Numbers } from '../numbers.ts';
import type { PacReader } from './pac-reader.ts';

/** The targets of links by entry, in order. */
export class LinkTargets implements Iterable<readonly [number, Bytes]> {
  readonly #entries = new Numbers();
  readonly #ends = new Numbers();
  readonly #bytes = new GrowingBytes();

  /** Entries come in order. */
  add(entry: number, target: Uint8Array): void {
    this.#bytes.appendBuffer(target);
    this.#entries.push(entry);
    this.#ends.push(this.#bytes.length);
  }

  get(entry: number): Bytes | undefined {
    const place = this.#entries.lastUpTo(entry);
    return place >= 0 && this.#entries.at(place) === entry ? this.#target(place) : undefined;
  }

  *[Symbol.iterator](): Generator<readonly [number, Bytes]> {
    for (let at = 0; at < this.#entries.length; at++) yield [this.#entries.at(at), this.#target(at)];
  }

  #target(place: number): Bytes {
    const start = place === 0 ? 0 : this.#ends.at(place - 1);
    return this.#bytes.text(start, this.#ends.at(place)) as Bytes;
  }
}

/** The targets of all links. A compressed archive without links is not decompressed for it. */
export async function linkTargets(reader: PacReader): Promise<LinkTargets> {
  const { index } = reader;
  const targets = new LinkTargets();
  let last = -1;
  for (let entry = 0; entry < index.length; entry++) if (index.kind(entry) === 'link') last = entry;
  if (last < 0) return targets;
  await reader.readContents((entry, piece) => targets.add(entry, piece), {
    wants: (entry) => index.kind(entry) === 'link',
    until: last,
  });
  return targets;
}
