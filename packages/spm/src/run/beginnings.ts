import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { fetchBeginning } from '../artifacts/fetch-beginning.ts';
import { MirrorRanking } from '../artifacts/mirror-ranking.ts';
import { Slots } from '../artifacts/slots.ts';
import { SpmError } from '../errors.ts';
import { NO_ATTRIBUTES, type PackageWithFiles } from '../package/package.ts';
import type { Transport } from '../transport/transport.ts';
import type { Artifacts, Delivery } from './artifacts.ts';

/** A package as far as its index goes: the whole pac where it lies here already. */
export interface Beginning extends Delivery {
  readonly isWhole: boolean;
}

export interface BeginningsOptions {
  readonly artifacts: Pick<Artifacts, 'find'>;
  readonly transport: Transport;
  readonly offline: boolean;
  /** Files asked for at once. */
  readonly downloads: number;
  readonly signal?: AbortSignal | undefined;
}

/** The indexes of packages before the packages themselves: of pacs from the cache, or fetched into files that go at the end. */
export class Beginnings implements Disposable {
  /** Bytes that were fetched. */
  fetched = 0;
  readonly #options: BeginningsOptions;
  readonly #directory = mkdtempSync(path.join(tmpdir(), 'spm-heads-'));
  readonly #ranking = new MirrorRanking();

  constructor(options: BeginningsOptions) {
    this.#options = options;
  }

  /** In the order given; undefined for what nobody can say before it is fetched: foreign packages, and pacs that cannot be reached offline. */
  async of(packages: readonly PackageWithFiles[]): Promise<(Beginning | undefined)[]> {
    const slots = new Slots(this.#options.downloads);
    return Promise.all(packages.map((wanted, place) => slots.run(() => this.#beginningOf(wanted, place))));
  }

  [Symbol.dispose](): void {
    rmSync(this.#directory, { recursive: true, force: true });
  }

  async #beginningOf(wanted: PackageWithFiles, place: number): Promise<Beginning | undefined> {
    const { artifacts, offline } = this.#options;
    const { name: subject, artifact, attributes } = wanted;
    const found = await artifacts.find(wanted);
    if (found !== undefined) return { ...found, isWhole: true };
    if (artifact.kind === 'foreign' || offline) return undefined;
    if (artifact.urls.length === 0)
      throw new SpmError('not-published', `${subject}: its pac is not in the cache`, { subject });
    const pac = path.join(this.#directory, String(place));
    this.fetched += await fetchBeginning({ ...artifact, subject }, pac, {
      ...this.#options,
      ranking: this.#ranking,
    });
    return { pac, sha256: artifact.sha256, attributes: attributes ?? NO_ATTRIBUTES, isWhole: false };
  }
}
