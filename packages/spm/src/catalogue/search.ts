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
  for (const line of linesOf(text)) {
    const folded = line.toLowerCase();
    if (!wanted.every((word) => folded.includes(word))) continue;
    const name = nameIn(line);
    ranks.set(name, rankOf(name.toLowerCase(), first));
  }
  return [...ranks].sort(([a, aRank], [b, bRank]) => aRank - bRank || (a < b ? -1 : 1)).map(([name]) => name);
}

/** The names in a text to be searched, each once. */
export function namesOf(text: string): Set<string> {
  return new Set(linesOf(text).map(nameIn));
}

/** Nothing follows the last line break. */
function linesOf(text: string): string[] {
  return text.split('\n').slice(0, -1);
}

function nameIn(line: string): string {
  return line.slice(0, line.indexOf('\t'));
}

function rankOf(name: string, word: string): number {
  if (name === word) return RANK.exact;
  if (name.startsWith(word)) return RANK.begins;
  return name.includes(word) ? RANK.name : RANK.summary;
}
