import { bytesOfText, type Bytes } from './bytes.ts';
import { groupNamed, type Configuration } from './config/configuration.ts';
import { parseFileList, fullPaths } from './state/file-list.ts';
import { isInterrupted } from './state/interrupted.ts';
import { checkName, type PackageId } from './package-id.ts';
import type { PackageRecord } from './state/record.ts';
import { openWorkspace, type Workspace } from './state/workspace.ts';
import type { TransactionOptions } from './transaction/options.ts';

/** Reads a state without a lock: every file of it is replaced as a whole. */
export class StateReader {
  readonly #workspace: Workspace;

  /** @throws MpkgError `file-not-found`, `config-invalid` */
  constructor(options: TransactionOptions = {}) {
    this.#workspace = openWorkspace(options);
  }

  get configuration(): Configuration {
    return this.#workspace.configuration;
  }

  /** What is read may be changed by the recovery of an interrupted transaction. */
  get isInterrupted(): boolean {
    return isInterrupted(this.#workspace.store.directory);
  }

  /** The deployed packages, by group and name. @throws MpkgError `group-unknown` */
  packages(group?: string): PackageId[] {
    const { store } = this.#workspace;
    if (group === undefined) return store.packages();
    const name = checkName('group', bytesOfText(group));
    const found = store.packages(name);
    if (found.length === 0) groupNamed(this.configuration, name);
    return found;
  }

  /** The files of a package from the root, in archive order. @throws MpkgError `package-not-found`, `state-malformed` */
  files(id: PackageId): Bytes[] {
    const { store } = this.#workspace;
    const text = store.listOf(id);
    if (text === undefined) return Array.from(store.read(id).leaves, ({ path }) => path);
    return fullPaths(parseFileList(text, store.file(id, '.list')));
  }

  /** @throws MpkgError `package-not-found`, `state-malformed` */
  record(id: PackageId): PackageRecord {
    return this.#workspace.store.read(id);
  }
}
