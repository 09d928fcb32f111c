import { matchLines } from './match-lines.ts';

/**
 * Three-way merge of lines (diff3): what either side changed since `base` is in the result. Contents are byte strings.
 * Undefined where both changed the same place differently, or where a content is no text.
 */
export function mergeLines(base: string, ours: string, theirs: string): string | undefined {
  if (ours === base || ours === theirs) return theirs;
  if (theirs === base) return ours;
  if ([base, ours, theirs].some((content) => content.includes('\0'))) return undefined;
  const sides = { base: linesOf(base), ours: linesOf(ours), theirs: linesOf(theirs) };
  const toOurs = matchLines(sides.base, sides.ours);
  const toTheirs = matchLines(sides.base, sides.theirs);
  if (toOurs === undefined || toTheirs === undefined) return undefined;
  return walk(sides, toOurs, toTheirs);
}

interface Sides<T> {
  readonly base: T;
  readonly ours: T;
  readonly theirs: T;
}

/** Lines keep their ends, so a missing last newline is a difference like others. */
function linesOf(content: string): string[] {
  return content.split(/(?<=\n)/);
}

/** Between lines that all three share, the side that differs from the base wins. */
function walk(sides: Sides<string[]>, toOurs: Int32Array, toTheirs: Int32Array): string | undefined {
  const merged: string[] = [];
  let [base, ours, theirs] = [0, 0, 0];
  for (let at = 0; at <= sides.base.length; at++) {
    const isEnd = at === sides.base.length;
    const nextOurs = isEnd ? sides.ours.length : (toOurs[at] ?? -1);
    const nextTheirs = isEnd ? sides.theirs.length : (toTheirs[at] ?? -1);
    if (nextOurs < 0 || nextTheirs < 0) continue;
    const chosen = choose({
      base: sides.base.slice(base, at).join(''),
      ours: sides.ours.slice(ours, nextOurs).join(''),
      theirs: sides.theirs.slice(theirs, nextTheirs).join(''),
    });
    if (chosen === undefined) return undefined;
    merged.push(chosen, sides.base[at] ?? '');
    [base, ours, theirs] = [at + 1, nextOurs + 1, nextTheirs + 1];
  }
  return merged.join('');
}

function choose({ base, ours, theirs }: Sides<string>): string | undefined {
  if (ours === base || ours === theirs) return theirs;
  return theirs === base ? ours : undefined;
}
