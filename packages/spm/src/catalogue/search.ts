/** How well a name and its summary answer a search; the lowest is best. */
const RANK = { exact: 0, begins: 1, name: 2, phrase: 3, words: 4 } as const;

/**
 * The names of which each word occurs in the name or the summary, letter case aside: first the name that is the words, joined by `-`, then those that
 * begin with them, then those that contain each, then those whose summary has the words in a row, then the others; each by name.
 *
 * @param text one line per package: name, tab, summary.
 */
export function searchNames(text: string, words: readonly string[]): string[] {
  const wanted = words.map((word) => word.toLowerCase()).filter((word) => word !== '');
  // The longest word is likely to be the rarest.
  const rarest = wanted.toSorted((a, b) => b.length - a.length)[0];
  if (rarest === undefined) return [];
  const folded = fold(text);
  const ranks = new Map<string, number>();
  for (let at = folded.indexOf(rarest); at >= 0;) {
    const start = folded.lastIndexOf('\n', at) + 1;
    const end = folded.indexOf('\n', at);
    const line = folded.slice(start, end);
    if (wanted.every((word) => line.includes(word))) {
      const length = line.indexOf('\t');
      const name = text.slice(start, start + length);
      const rank = rankOf(line.slice(0, length), line.slice(length + 1), wanted);
      ranks.set(name, Math.min(rank, ranks.get(name) ?? rank));
    }
    at = folded.indexOf(rarest, end);
  }
  return [...ranks].sort(([a, aRank], [b, bRank]) => aRank - bRank || (a < b ? -1 : 1)).map(([name]) => name);
}

/** The names in a text to be searched, each once. */
export function namesOf(text: string): Set<string> {
  return new Set(
    text
      .split('\n')
      .slice(0, -1)
      .map((line) => line.slice(0, line.indexOf('\t'))),
  );
}

/** In lower case, of the same length: U+0130 is the one character that becomes two. */
function fold(text: string): string {
  return text.replaceAll('\u0130', 'I').toLowerCase();
}

function rankOf(name: string, summary: string, words: readonly string[]): number {
  const joined = words.join('-');
  if (name === joined) return RANK.exact;
  if (name.startsWith(joined)) return RANK.begins;
  if (words.every((word) => name.includes(word))) return RANK.name;
  return summary.includes(words.join(' ')) ? RANK.phrase : RANK.words;
}
