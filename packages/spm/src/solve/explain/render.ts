import type { World } from '../resolve.ts';
import type { Clash, Explanation } from './explanation.ts';
import { fixPhrase, headline } from './phrases.ts';
import { sentences } from './sentences.ts';

const MOST_LINES = 10;
const MOST_FIXES = 3;
/** Of a clash: with fewer, a chain would lose its beginning or its end. */
const LEAST_LINES = 4;

/**
 * An explanation in at most ten lines: what clashes, in the words of the request; why, fact by fact; what was tried and works. A long
 * chain is cut in its middle, and says so.
 */
export function renderExplanation(world: World, explanation: Explanation): string[] {
  const { clashes } = explanation;
  const mostFixes = clashes.length > 1 ? MOST_FIXES - 1 : MOST_FIXES;
  const fixes = explanation.fixes.slice(0, mostFixes).map((fix) => `try: ${fixPhrase(world, fix)}`);
  const room = MOST_LINES - fixes.length;
  const shown = clashes.slice(0, Math.floor(room / LEAST_LINES));
  const perClash = Math.floor(room / Math.max(1, shown.length));
  return [...shown.flatMap((clash) => renderClash(world, clash, perClash)), ...fixes];
}

function renderClash(world: World, clash: Clash, lines: number): string[] {
  const unfound =
    clash.facts.length === 0 && !clash.minimal ? ['the budget ended before the reasons were found'] : [];
  const told = [...sentences(world, clash), ...unfound].map((sentence) => `  ${sentence}`);
  return [headline(world, clash.goals), ...shorten(told, lines - 1)];
}

/** Keeps the beginning and the end. */
function shorten(lines: readonly string[], most: number): string[] {
  if (lines.length <= most) return lines.slice();
  const head = Math.ceil((most - 1) / 2);
  const tail = most - 1 - head;
  return [
    ...lines.slice(0, head),
    `  … ${lines.length - head - tail} more requirements`,
    ...lines.slice(lines.length - tail),
  ];
}
