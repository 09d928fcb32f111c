import { readBytes } from './look.ts';

/** The mount points of this process, as absolute byte strings; empty where /proc is not mounted. */
export function mountPoints(table = readBytes('/proc/self/mountinfo') ?? ''): ReadonlySet<string> {
  const points = new Set<string>();
  for (const line of table.split('\n')) {
    const point = line.split(' ', 5)[4];
    if (point !== undefined) points.add(unescapeOctal(point));
  }
  return points;
}

/** proc(5): space, tab, newline and backslash are written as three octal digits. */
function unescapeOctal(field: string): string {
  if (!field.includes('\\')) return field;
  return field.replaceAll(/\\([0-7]{3})/g, (_, digits: string) =>
    String.fromCharCode(Number.parseInt(digits, 8)),
  );
}
