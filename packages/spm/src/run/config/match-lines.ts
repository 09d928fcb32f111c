/** More differences than this, and lines are not matched: such files have little in common. */
const MAX_EDITS = 2000;

/**
 * For each line of `from` the line of `to` that it became, or −1: a longest common subsequence, by E. W. Myers, "An O(ND)
 * difference algorithm and its variations" (1986). Undefined when more than `MAX_EDITS` lines differ.
 */
export function matchLines(from: readonly string[], to: readonly string[]): Int32Array | undefined {
  const trace = shortestEdit(from, to);
  if (trace === undefined) return undefined;
  const matches = new Int32Array(from.length).fill(-1);
  let x = from.length;
  let y = to.length;
  for (let edits = trace.length - 1; edits >= 0; edits--) {
    const reach = trace[edits] as Reach;
    const diagonal = x - y;
    const isInsertion = goesDown(reach, diagonal, edits);
    const previous = edits === 0 ? 0 : isInsertion ? diagonal + 1 : diagonal - 1;
    const startX = edits === 0 ? 0 : reach.at(previous);
    const startY = startX - previous;
    while (x > Math.max(startX, 0) && y > Math.max(startY, 0) && from[x - 1] === to[y - 1])
      matches[--x] = --y;
    x = startX;
    y = startY;
  }
  return matches;
}

/** The furthest `x` on each diagonal `x − y` from −edits to edits. */
class Reach {
  readonly #furthest: Int32Array;
  readonly #offset: number;

  constructor(edits: number) {
    this.#furthest = new Int32Array(2 * edits + 3).fill(-1);
    this.#offset = edits + 1;
  }

  at(diagonal: number): number {
    return this.#furthest[diagonal + this.#offset] ?? -1;
  }

  set(diagonal: number, x: number): void {
    this.#furthest[diagonal + this.#offset] = x;
  }
}

/** Whether the best way to the diagonal is from the one above it: an insertion. */
function goesDown(before: Reach, diagonal: number, edits: number): boolean {
  return diagonal === -edits || (diagonal !== edits && before.at(diagonal - 1) < before.at(diagonal + 1));
}

/** What was reached before each edit of a shortest script; the last element precedes its last edit. */
function shortestEdit(from: readonly string[], to: readonly string[]): Reach[] | undefined {
  const trace: Reach[] = [];
  let before = new Reach(0);
  before.set(1, 0);
  for (let edits = 0; edits <= Math.min(MAX_EDITS, from.length + to.length); edits++) {
    trace.push(before);
    const reach = new Reach(edits);
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      let x = goesDown(before, diagonal, edits) ? before.at(diagonal + 1) : before.at(diagonal - 1) + 1;
      while (x < from.length && x - diagonal < to.length && from[x] === to[x - diagonal]) x++;
      reach.set(diagonal, x);
      if (x >= from.length && x - diagonal >= to.length) return trace;
    }
    before = reach;
  }
  return undefined;
}
