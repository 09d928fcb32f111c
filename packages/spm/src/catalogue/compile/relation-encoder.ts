import { GrowableUint32 } from '../columns/growable.ts';
import { wordOfOne, wordOfRow } from '../relation-rows.ts';

/** Stands for "the row number …" until it is known where the rows begin. */
const ROW = 0x8000_0000;

/** Makes what `RelationRows` reads. */
export class RelationEncoder {
  readonly #words = new GrowableUint32();
  readonly #rows = new GrowableUint32();
  readonly #known = new Map<string, number>();

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
    const key = members.join();
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const place = this.#rows.length;
    this.#known.set(key, place);
    this.#rows.push(members.length);
    for (const member of members) this.#rows.push(member);
    return place;
  }
}
