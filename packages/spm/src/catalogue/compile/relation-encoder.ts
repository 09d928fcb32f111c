import { headOfOne, headOfRow } from '../relation-heads.ts';
import { GrowableUint32 } from '../columns/growable.ts';
import type { Resolved } from './resolver.ts';

/** Makes the words and the pool that `RelationHeads` reads. */
export class RelationEncoder {
  readonly #heads = new GrowableUint32();
  readonly #pool = new GrowableUint32();
  readonly #rows = new Map<string, number>();

  /** The next relation. */
  add({ members, alternativeEnds }: Resolved): void {
    const [member] = members;
    const isOne = member !== undefined && members.length === 1 && alternativeEnds.length === 1;
    this.#heads.push(isOne ? headOfOne(member) : headOfRow(this.#rowOf(members, alternativeEnds)));
  }

  get heads(): Uint32Array<ArrayBuffer> {
    return this.#heads.slice();
  }

  get pool(): Uint32Array<ArrayBuffer> {
    return this.#pool.slice();
  }

  #rowOf(members: readonly number[], alternativeEnds: readonly number[]): number {
    const key = `${alternativeEnds.join()};${members.join()}`;
    const known = this.#rows.get(key);
    if (known !== undefined) return known;
    const start = this.#pool.length;
    this.#rows.set(key, start);
    this.#pool.push(alternativeEnds.length);
    for (const end of alternativeEnds) this.#pool.push(end);
    for (const member of members) this.#pool.push(member);
    return start;
  }
}
