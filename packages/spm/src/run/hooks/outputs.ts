import fs from 'node:fs';

import { systemError } from '../../errors.ts';
import type { Trigger } from '../../package/step.ts';
import type { StateStore } from '../../state/store.ts';
import { joined, NOTHING_DUE, readDue, writeDue } from './due.ts';

/** Which files a transaction brings and takes away. */
export interface Movement {
  readonly arriving: ReadonlySet<string>;
  readonly leaving: ReadonlySet<string>;
}

/** The triggers whose program goes, so that nothing would make or need their files any more. */
export function abandoned(triggers: readonly Trigger[], { arriving, leaving }: Movement): Trigger[] {
  return triggers.filter(({ command: [program], creates = [] }) => {
    const path = program.slice(1);
    return creates.length > 0 && leaving.has(path) && !arriving.has(path);
  });
}

/**
 * Removes what abandoned triggers made, before the commit, so that directories with nothing else in them can go with it. Until the commit
 * the triggers are due: should it fail, they make their files anew.
 */
export async function removeOutputs(store: StateStore, triggers: readonly Trigger[]): Promise<void> {
  await writeDue(store, joined(readDue(store), { ...NOTHING_DUE, triggers }));
  for (const file of triggers.flatMap(({ creates = [] }) => creates)) {
    try {
      fs.rmSync(store.pathOf(file), { force: true });
    } catch (error) {
      throw systemError(error, store.pathOf(file));
    }
  }
}
