/** One edit for a short word, two from four letters on, three from eight: what a typing mistake amounts to. */
function tolerance(word: string): number {
  if (word.length < 4) return 1;
  return word.length < 8 ? 2 : 3;
}

/**
 * The names most like a mistyped word, the closest first and otherwise in the order given; none that differs by more than a typing
 * mistake. Made for tens of thousands of names: one whose length already differs too much is not looked at.
 */
export function nearest(word: string, names: Iterable<string>, limit = 3): readonly string[] {
  const found: { readonly name: string; readonly distance: number }[] = [];
  const most = tolerance(word);
  for (const name of names) {
    if (Math.abs(name.length - word.length) > most) continue;
    const distance = editDistance(word.toLowerCase(), name.toLowerCase());
    if (distance <= most) found.push({ name, distance });
  }
  return found
    .toSorted((a, b) => a.distance - b.distance)
    .slice(0, limit)
    .map(({ name }) => name);
}

/** Insertions, deletions, substitutions and swaps of neighbours (optimal string alignment). */
function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitution = (last[j - 1] ?? 0) + Number(a[i - 1] !== b[j - 1]);
      let cost = Math.min(substitution, (last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) cost = Math.min(cost, (beforeLast[j - 2] ?? 0) + 1);
      row.push(cost);
    }
    [beforeLast, last] = [last, row];
  }
  return last[b.length] ?? 0;
}
