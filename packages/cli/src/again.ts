/** A word of a shell's that means nothing but itself. */
const PLAIN = /^[\w@%+=:,./~^-]+$/;

/**
 * The command line that was typed with more words, as one types it into a shell: they come before a `--`, behind which nothing is
 * an option.
 */
export function commandWith(words: readonly string[], more: readonly string[]): string {
  const end = words.indexOf('--');
  const at = end < 0 ? words.length : end;
  return [...words.slice(0, at), ...more, ...words.slice(at)].map(shellWord).join(' ');
}

function shellWord(word: string): string {
  return PLAIN.test(word) && !word.startsWith('~') ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
