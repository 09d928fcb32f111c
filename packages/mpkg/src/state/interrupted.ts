import fs from 'node:fs';
import { fsPath } from '../bytes.ts';
import { holderOf, mayRun } from './lock.ts';
import { JOURNAL_FILE, LOCK_FILE } from './store.ts';

/** Whether a transaction on the state in `directory` was interrupted: a journal is there, and no process works on it. */
export function isInterrupted(directory: string): boolean {
  if (!fs.existsSync(fsPath(`${directory}/${JOURNAL_FILE}`))) return false;
  const holder = holderOf(`${directory}/${LOCK_FILE}`);
  return holder === undefined || !mayRun(holder);
}
