import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Puzzle } from './arbitrary-universe.ts';

const FOLDER = join(import.meta.dirname, '..', 'solve', 'snapshots');

/** Runs a property on a puzzle; a puzzle on which it fails is saved for replay before the failure goes on. */
export function recorded(property: string, check: (puzzle: Puzzle) => void): (puzzle: Puzzle) => void {
  return (puzzle) => {
    try {
      check(puzzle);
    } catch (error) {
      mkdirSync(FOLDER, { recursive: true });
      writeFileSync(join(FOLDER, `${property}.json`), `${JSON.stringify(puzzle, null, 1)}\n`);
      throw error;
    }
  };
}

/** The saved puzzles of a property: its own, and `property-….json`. */
export function snapshotsOf(property: string): { file: string; puzzle: Puzzle }[] {
  return readdirSync(FOLDER)
    .filter((file) => file === `${property}.json` || file.startsWith(`${property}-`))
    .map((file) => ({ file, puzzle: JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as Puzzle }));
}
