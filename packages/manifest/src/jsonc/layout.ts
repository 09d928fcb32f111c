/** How a text indents. */

const FIRST_INDENT = /\n([ \t]+)\S/;

/** One level of indentation, taken from the first indented line; two spaces by default. */
export function indentUnit(text: string): string {
  return FIRST_INDENT.exec(text)?.[1] ?? '  ';
}

/** The white space that begins the line of an offset. */
export function lineIndent(text: string, offset: number): string {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  return /^[ \t]*/.exec(text.slice(start, offset))?.[0] ?? '';
}

/** JSON for a value whose first line stands on a line that is indented by `indent`. */
export function render(value: unknown, unit: string, indent: string): string {
  return JSON.stringify(value, null, unit).replaceAll('\n', `\n${indent}`);
}
