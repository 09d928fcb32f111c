import { GrowableUint32 } from '../columns/growable.ts';
import { Lines } from '../columns/lines.ts';

const UNVERSIONED = '';

/** Which candidates answer to which names besides their own. */
export class ProvisionTable {
  readonly #candidates = new GrowableUint32();
  readonly #names = new GrowableUint32();
  readonly #versions = new Lines();

  get length(): number {
    return this.#names.length;
  }

  /** @param candidate by arrival. */
  add(candidate: number, name: number, version: string | undefined): void {
    this.#candidates.push(candidate);
    this.#names.push(name);
    this.#versions.push(version ?? UNVERSIONED);
  }

  candidateOf(provision: number): number {
    return this.#candidates.at(provision);
  }

  nameOf(provision: number): number {
    return this.#names.at(provision);
  }

  versionOf(provision: number): string | undefined {
    const version = this.#versions.text(provision);
    return version === UNVERSIONED ? undefined : version;
  }
}
