import { GrowingBytes } from '../growing-bytes.ts';
import { Numbers } from '../numbers.ts';
import type { MoveOperation, Operation, Subtree } from './operation.ts';

/** Names that operations are about from which on they are packed: fewer, as most transactions have, take a few megabytes. */
const MANY_NAMES = 20_000;

/**
 * Operations in their order, made once and gone through several times. Of very many the text that the journal has of them is kept,
 * a sixth of what they take themselves.
 */
export class OperationList implements Iterable<Operation> {
  readonly #packs: Pack[] = [];
  /** Those after the packed ones. */
  #latest: Operation[] = [];
  /** How many names the latest ones are about. */
  #names = 0;
  #length = 0;

  static of(operations: Iterable<Operation>): OperationList {
    const list = new OperationList();
    for (const operation of operations) list.push(operation);
    return list;
  }

  static all(lists: readonly OperationList[]): OperationList {
    const list = new OperationList();
    for (const each of lists) list.append(each);
    return list;
  }

  get length(): number {
    return this.#length;
  }

  push(operation: Operation): void {
    this.#length++;
    this.#latest.push(operation);
    this.#names += 1 + (operation.kind === 'move' ? countOfNames(operation.subtree) : 0);
    if (this.#names >= MANY_NAMES) this.#pack();
  }

  /** What is packed is shared by both. */
  append(other: OperationList): void {
    if (other.#packs.length > 0 && this.#latest.length > 0) this.#pack();
    for (const pack of other.#packs) {
      this.#packs.push(pack);
      this.#length += pack.length;
    }
    for (const operation of other.#latest) this.push(operation);
  }

  *[Symbol.iterator](): Generator<Operation> {
    for (const pack of this.#packs) yield* pack;
    yield* this.#latest;
  }

  *reversed(): Generator<Operation> {
    yield* this.#latest.toReversed();
    for (const pack of this.#packs.toReversed()) yield* pack.reversed();
  }

  /** The elements of a JSON array, in pieces. */
  json(): Uint8Array[] {
    const pieces = this.#packs.map((pack) => pack.json);
    const latest = Buffer.from(JSON.stringify(this.#latest), 'latin1').subarray(1, -1);
    const all = latest.length > 0 ? [...pieces, latest] : pieces;
    return all.flatMap((piece, at) => (at === 0 ? [piece] : [COMMA, piece]));
  }

  #pack(): void {
    this.#packs.push(new Pack(this.#latest));
    this.#latest = [];
    this.#names = 0;
  }
}

const COMMA = Buffer.from(',');

/** Operations that are read at a time. */
const BATCH = 64;

/** The text of some operations, with commas between them. */
class Pack implements Iterable<Operation> {
  readonly #bytes = new GrowingBytes();
  /** Where each begins; at last where one more would. */
  readonly #starts = new Numbers();
  /** Where its subtree begins; 0 where it has none. */
  readonly #subtrees = new Numbers();

  constructor(operations: readonly Operation[]) {
    for (const operation of operations) {
      this.#starts.push(this.#bytes.length);
      this.#append(operation);
      this.#bytes.append(',');
    }
    this.#starts.push(this.#bytes.length);
  }

  get length(): number {
    return this.#subtrees.length;
  }

  get json(): Uint8Array {
    return this.#bytes.view(0, this.#bytes.length - 1);
  }

  *[Symbol.iterator](): Generator<Operation> {
    for (let start = 0; start < this.length;) {
      const end = this.#batchEnd(start);
      yield* this.#read(start, end);
      start = end;
    }
  }

  *reversed(): Generator<Operation> {
    for (let end = this.length; end > 0;) {
      let start = end - 1;
      if (this.#subtrees.at(start) === 0) {
        while (start > 0 && end - start < BATCH && this.#subtrees.at(start - 1) === 0) start--;
      }
      yield* this.#read(start, end).toReversed();
      end = start;
    }
  }

  #append(operation: Operation): void {
    const isTree = operation.kind === 'move' && operation.subtree !== null;
    const text = JSON.stringify(isTree ? { ...operation, subtree: null } : operation);
    this.#bytes.append(isTree ? text.slice(0, -EMPTY_END.length) : text);
    this.#subtrees.push(isTree ? this.#bytes.length : 0);
    if (isTree) this.#bytes.append(`${JSON.stringify(operation.subtree)}}`);
  }

  #batchEnd(start: number): number {
    if (this.#subtrees.at(start) > 0) return start + 1;
    let end = start + 1;
    while (end < this.length && end - start < BATCH && this.#subtrees.at(end) === 0) end++;
    return end;
  }

  #read(start: number, end: number): Operation[] {
    const subtree = this.#subtrees.at(start);
    const first = this.#starts.at(start);
    const last = this.#starts.at(end) - 1;
    if (subtree === 0) return JSON.parse(`[${this.#bytes.text(first, last)}]`) as Operation[];
    const head = JSON.parse(`${this.#bytes.text(first, subtree)}${EMPTY_END}`) as MoveOperation;
    return [new PackedMove(head, () => JSON.parse(this.#bytes.text(subtree, last - 1)) as Subtree)];
  }
}

/** How an operation without a subtree ends. */
const EMPTY_END = 'null}';

/** Of a directory; what is below it is read when it is asked for. */
class PackedMove implements MoveOperation {
  readonly kind = 'move';
  readonly from: MoveOperation['from'];
  readonly to: MoveOperation['to'];
  readonly what: MoveOperation['what'];
  readonly #readSubtree: () => Subtree;

  constructor({ from, to, what }: MoveOperation, readSubtree: () => Subtree) {
    this.from = from;
    this.to = to;
    this.what = what;
    this.#readSubtree = readSubtree;
  }

  get subtree(): Subtree {
    return this.#readSubtree();
  }
}

function countOfNames(subtree: Subtree | null): number {
  let count = subtree?.length ?? 0;
  for (const each of subtree ?? []) if (typeof each !== 'string') count += countOfNames(each[1]);
  return count;
}
