/** How well a name and its summary answer a search; the lowest is best. */
const RANK = { exact: 0, begins: 1, name: 2, summary: 3 } as const;

/**
 * The names of which each word occurs in the name or the summary, letter case aside: first the name that is the first word, then those that
 * begin with it, then those that contain it, then the others; each by name.
 *
 * @param text one line per package: name, tab, summary.
 */
export function searchNames(text: string, words: readonly string[]): string[] {
  const wanted = words.map((word) => word.toLowerCase()).filter((word) => word !== '');
  const [first] = wanted;
  if (first === undefined) return [];
  const ranks = new Map<string, number>();
  for (const line of text.split('\n')) {
    const folded = line.toLowerCase();
    if (!wanted.every((word) => folded.includes(word))) continue;
    const name = line.slice(0, line.indexOf('\t'));
    ranks.set(name, rankOf(name.toLowerCase(), first));
  }
  return [...ranks].sort(([a, aRank], [b, bRank]) => aRank - bRank || (a < b ? -1 : 1)).map(([name]) => name);
}

function rankOf(name: string, word: string): number {
  if (name === word) return RANK.exact;
  if (name.startsWith(word)) return RANK.begins;
  return name.includes(word) ? RANK.name : RANK.summary;
}
