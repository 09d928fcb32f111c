import fs from 'node:fs';
import path from 'node:path';
import { buildTree, fingerprint, temporaryDirectory, type Tree } from '@mpkg/testkit';
import { createPac } from '../../src/archive/create-pac.ts';
import { openTransaction } from '../../src/open-transaction.ts';
import type { DeployRequest } from '../../src/plan/requests.ts';
import type { EngineEvent, EngineWarning } from '../../src/transaction/events.ts';
import type { TransactionOptions } from '../../src/transaction/options.ts';

/** Where the state lies below a root. */
export const STATE = 'var/lib/mpkg';

/** A root to deploy to and a place for archives; both disappear with the scope. */
export interface Lab extends Disposable {
  readonly root: string;
  readonly warnings: EngineWarning[];
  /** Makes an archive from a tree; its name becomes that of the package. */
  pac(name: string, tree: Tree): Promise<string>;
  deploy(pac: string | readonly string[], request?: Partial<DeployRequest>): Promise<void>;
  remove(...names: string[]): Promise<void>;
  /** Everything in the root, or everything but the state. */
  everything(): readonly string[];
  tree(): readonly string[];
}

export function lab(before: Tree = {}, options: TransactionOptions = {}): Lab {
  const directory = temporaryDirectory(fs.existsSync('/dev/shm') ? '/dev/shm' : undefined);
  const root = path.join(directory.path, 'root');
  const warnings: EngineWarning[] = [];
  let built = 0;
  buildTree(root, before);
  const onEvent = (event: EngineEvent): void => {
    if (event.type === 'warning') warnings.push(event);
  };
  const engine: TransactionOptions = { root, sync: false, onEvent, ...options };
  return {
    root,
    warnings,
    async pac(name, tree) {
      const work = path.join(directory.path, `work-${built++}`);
      buildTree(path.join(work, 'tree'), tree);
      const file = path.join(work, `${name}.pac`);
      await createPac(file, path.join(work, 'tree'));
      return file;
    },
    async deploy(pac, request) {
      await using transaction = await openTransaction(engine);
      for (const file of [pac].flat()) await transaction.deploy({ pac: file, ...request });
      await transaction.commit();
    },
    async remove(...names) {
      await using transaction = await openTransaction(engine);
      for (const name of names) await transaction.remove({ name });
      await transaction.commit();
    },
    everything: () => fingerprint(root),
    tree: () => fingerprint(root, { except: [STATE] }),
    [Symbol.dispose]: () => directory[Symbol.dispose](),
  };
}

/** Makes a read-only archive once for many roots. */
export async function pacIn(directory: string, name: string, tree: Tree): Promise<string> {
  const source = fs.mkdtempSync(path.join(directory, 'tree-'));
  buildTree(source, tree);
  const file = path.join(fs.mkdtempSync(path.join(directory, 'pac-')), `${name}.pac`);
  await createPac(file, source);
  return file;
}
