/** Values that go over several lines (Debian policy §5.1). */

/** A folded field, where a line break means a blank. */
export function onOneLine(value: string): string {
  return value.includes('\n') ? value.replaceAll(/\s*\n\s*/g, ' ') : value;
}

/** The lines of a long description: each loses its leading blank, and ` .` stands for an empty line. */
export function unfolded(lines: readonly string[]): string {
  return lines
    .map((line) => line.trimEnd().replace(/^[ \t]/, ''))
    .map((line) => (line === '.' ? '' : line))
    .join('\n')
    .trimEnd();
}
