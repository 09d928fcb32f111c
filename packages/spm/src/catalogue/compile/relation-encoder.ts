import { GrowableUint32 } from '../columns/growable.ts';
import { wordOfOne, wordOfRow } from '../relation-rows.ts';

/** Stands for "the row number …" until it is known where the rows begin. */
const ROW = 0x8000_0000;

/** Makes what `RelationRows` reads. */
export class RelationEncoder {
  readonly #words = new GrowableUint32();
  readonly #rows = new GrowableUint32();
  /** By hash where a row lies; of two rows with one hash the second is under the next that is free. */
  readonly #known = new Map<number, number>();

  /** The next relation. */
  add(members: readonly number[]): void {
    const [member] = members;
    this.#words.push(
      member !== undefined && members.length === 1 ? wordOfOne(member) : ROW + this.#rowOf(members),
    );
  }

  encode(): Uint32Array<ArrayBuffer> {
    const first = this.#words.length;
    const values = new Uint32Array(first + this.#rows.length);
    for (let relation = 0; relation < first; relation++) {
      const word = this.#words.at(relation);
      values[relation] = word < ROW ? word : wordOfRow(first + word - ROW);
    }
    values.set(this.#rows.slice(), first);
    return values;
  }

  #rowOf(members: readonly number[]): number {
    let hash = hashOf(members);
    for (; ; hash = (hash + 1) | 0) {
      const known = this.#known.get(hash);
      if (known === undefined) break;
      if (this.#isAt(known, members)) return known;
    }
    const place = this.#rows.length;
    this.#known.set(hash, place);
    this.#rows.push(members.length);
    for (const member of members) this.#rows.push(member);
    return place;
  }

  #isAt(place: number, members: readonly number[]): boolean {
    if (this.#rows.at(place) !== members.length) return false;
    for (let index = 0; index < members.length; index++) {
      if (this.#rows.at(place + 1 + index) !== members[index]) return false;
    }
    return true;
  }
}

/** FNV-1a (RFC 9923), a number at a time. */
function hashOf(numbers: readonly number[]): number {
  let hash = 0x811c_9dc5 | 0;
  for (const number of numbers) hash = Math.imul(hash ^ number, 0x0100_0193);
  return hash;
}
