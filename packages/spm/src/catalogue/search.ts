/** How well a name and its summary answer a search; the lowest is best. */
const RANK = { exact: 0, begins: 1, name: 2, phrase: 3, words: 4 } as const;

const NEWLINE = 0x0a;
const SEPARATOR = '\t';

/** The line that a package is searched by: its name and summary in lower case, and the name as written where that is another. */
export function searchLine(name: string, summary: string): string {
  const folded = `${name}\t${summary.replaceAll(SEPARATOR, ' ')}`.toLowerCase();
  return folded.startsWith(`${name}\t`) ? folded : `${folded}\t${name}`;
}

/**
 * The names of which each word occurs in the name or the summary, letter case aside: first the name that is the words, joined by `-`, then those that
 * begin with them, then those that contain each, then those whose summary has the words in a row, then the others; each by name.
 *
 * @param text lines as `searchLine` makes them, in UTF-8; only those that are found become strings.
 */
export function searchNames(text: Buffer, words: readonly string[]): string[] {
  const wanted = words.map((word) => word.toLowerCase()).filter((word) => word !== '');
  // The longest word is likely to be the rarest.
  const rarest = wanted.toSorted((a, b) => b.length - a.length)[0];
  if (rarest === undefined) return [];
  const ranks = new Map<string, number>();
  for (const line of linesWith(text, Buffer.from(rarest))) {
    if (!wanted.every((word) => line.includes(word))) continue;
    const [name = '', summary = '', written = name] = line.split(SEPARATOR);
    const rank = rankOf(name, summary, wanted);
    ranks.set(written, Math.min(rank, ranks.get(written) ?? rank));
  }
  return [...ranks].sort(([a, aRank], [b, bRank]) => aRank - bRank || (a < b ? -1 : 1)).map(([name]) => name);
}

/** The names in a text to be searched, each once. */
export function namesOf(text: Buffer): Set<string> {
  const names = new Set<string>();
  for (const line of text.toString('utf8').split('\n').slice(0, -1)) {
    const [name = '', , written = name] = line.split(SEPARATOR);
    names.add(written);
  }
  return names;
}

/** The lines in which a word occurs. */
function* linesWith(text: Buffer, word: Buffer): Generator<string> {
  for (let at = text.indexOf(word); at >= 0;) {
    let start = at;
    while (start > 0 && text[start - 1] !== NEWLINE) start--;
    const end = text.indexOf(NEWLINE, at);
    yield text.toString('utf8', start, end);
    at = text.indexOf(word, end);
  }
}

function rankOf(name: string, summary: string, words: readonly string[]): number {
  const joined = words.join('-');
  if (name === joined) return RANK.exact;
  if (name.startsWith(joined)) return RANK.begins;
  if (words.every((word) => name.includes(word))) return RANK.name;
  return summary.includes(words.join(' ')) ? RANK.phrase : RANK.words;
}
