/** One edit for a short word, two from four letters on, three from eight: what a typing mistake amounts to. */
function tolerance(word: string): number {
  if (word.length < 4) return 1;
  return word.length < 8 ? 2 : 3;
}

/** Which characters occur, as a set of 32 bits. */
function charactersOf(word: string): number {
  let set = 0;
  for (let i = 0; i < word.length; i++) set |= 1 << (word.charCodeAt(i) & 31);
  return set;
}

function bitCount(set: number): number {
  let count = 0;
  for (let rest = set; rest !== 0; rest &= rest - 1) count++;
  return count;
}

/**
 * The names most like a mistyped word, the closest first and otherwise in the order given; none that differs by more than a typing
 * mistake, or by two edits more than the closest. Case does not count. Made for tens of thousands of names: most are passed over by their length or characters.
 */
export function nearest(word: string, names: Iterable<string>, limit = 3): readonly string[] {
  const found: { readonly name: string; readonly distance: number }[] = [];
  const wanted = word.toLowerCase();
  const characters = charactersOf(wanted);
  const most = tolerance(wanted);
  for (const name of names) {
    if (Math.abs(name.length - wanted.length) > most) continue;
    const candidate = name.toLowerCase();
    // An edit takes away one character at most, and adds one.
    if (bitCount(charactersOf(candidate) ^ characters) > 2 * most) continue;
    const distance = editDistance(wanted, candidate, most);
    if (distance <= most) found.push({ name, distance });
  }
  const best = Math.min(...found.map(({ distance }) => distance));
  return found
    .filter(({ distance }) => distance <= best + 1)
    .toSorted((a, b) => a.distance - b.distance)
    .slice(0, limit)
    .map(({ name }) => name);
}

/** Insertions, deletions, substitutions and swaps of neighbours (optimal string alignment); given up above `most`. */
function editDistance(a: string, b: string, most: number): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const substitution = (last[j - 1] ?? 0) + Number(a[i - 1] !== b[j - 1]);
      let cost = Math.min(substitution, (last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1);
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (isSwap) cost = Math.min(cost, (beforeLast[j - 2] ?? 0) + 1);
      row.push(cost);
      least = Math.min(least, cost);
    }
    // A swap reaches over one row, at a cost of one.
    if (least > most + 1) return least;
    [beforeLast, last] = [last, row];
  }
  return last[b.length] ?? 0;
}
