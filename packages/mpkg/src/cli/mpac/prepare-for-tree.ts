import fs from 'node:fs';
import path from 'node:path';
import { startAgainForEntries } from '../start-again.ts';

const MANY_ENTRIES = 10_000;

/** Lets this process begin again, in little memory, when there are many names in a tree. */
export function prepareForTree(directory: string): void {
  const left = [directory];
  let names = 0;
  for (let next = left.pop(); next !== undefined && names < MANY_ENTRIES; next = left.pop()) {
    const entries = readable(next);
    names += entries.length;
    for (const entry of entries) if (entry.isDirectory()) left.push(path.join(next, entry.name));
  }
  if (names >= MANY_ENTRIES) startAgainForEntries();
}

/** What cannot be read is told of by who reads the tree in earnest. */
function readable(directory: string): readonly fs.Dirent[] {
  try {
    return fs.readdirSync(directory, { withFileTypes: true });
  } catch {
    return [];
  }
}
