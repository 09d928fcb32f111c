import { ManifestError } from '../errors.ts';
import { refusalOf } from '../shape/complaint.ts';
import { SCHEMES, assertVersion } from '../versions/index.ts';
import type { VersionScheme } from '../versions/scheme.ts';
import { parseIndexEntry } from './entry.ts';
import { isIndexTail, parseIndexHead, parseIndexTail } from './head.ts';
import { complaintError, malformed } from './lines.ts';
import { compareEntries } from './order.ts';
import { RelationCheck } from './relations.ts';
import type { IndexEntry, IndexHead } from './types.ts';

/** A running SHA-256, such as `createHash('sha256')` of `node:crypto`. */
export interface RunningSha256 {
  update(text: string): unknown;
  digest(encoding: 'hex'): string;
}

/** What the first line settles for all others. */
interface Opened {
  readonly head: IndexHead;
  readonly scheme: VersionScheme;
  readonly relations: RelationCheck;
}

/** Reads an index line by line, in constant memory but for the texts of requirements, and believes none of it unchecked. */
export class IndexReader {
  readonly #sha256: RunningSha256;
  #opened: Opened | undefined;
  #last: IndexEntry | undefined;
  #line = 0;
  #entries = 0;
  #isComplete = false;

  constructor(sha256: RunningSha256) {
    this.#sha256 = sha256;
  }

  /** What the first line says; throws `index-truncated` when that was not read yet. */
  get head(): IndexHead {
    return this.#opened?.head ?? this.#truncated('it has no first line');
  }

  /**
   * Takes the next line, without its end. Returns the entry that it describes; `undefined` for the first and the last line. Throws
   * `index-malformed` with line and column, or `index-truncated` when the last line does not vouch for all before it.
   */
  read(text: string): IndexEntry | undefined {
    this.#line++;
    if (this.#isComplete)
      throw malformed({ line: this.#line, column: 1 }, 'nothing may follow the last line');
    if (this.#opened !== undefined && isIndexTail(text)) {
      this.#finish(text);
      return undefined;
    }
    this.#sha256.update(`${text}\n`);
    if (this.#opened !== undefined) return this.#readEntry(text, this.#opened);
    const head = parseIndexHead(text);
    this.#opened = { head, scheme: SCHEMES[head.scheme], relations: new RelationCheck(head.scheme) };
    return undefined;
  }

  /** To be called after the last line: throws `index-truncated` unless the whole index was read. */
  end(): void {
    if (!this.#isComplete) this.#truncated('its last line is missing');
  }

  #readEntry(text: string, { scheme, relations }: Opened): IndexEntry {
    const entry = parseIndexEntry(text, this.#line);
    const wrong =
      refusalOf(['version'], () => assertVersion(scheme, entry.version)) ?? relations.complaint(entry);
    if (wrong !== undefined) throw complaintError(text, this.#line, wrong);
    if (this.#last !== undefined && compareEntries(scheme, this.#last, entry) >= 0) {
      const message = `\`${entry.name}\` ${entry.version} is out of order or given twice`;
      throw malformed({ line: this.#line, column: 1 }, message);
    }
    this.#last = entry;
    this.#entries++;
    return entry;
  }

  #finish(text: string): void {
    const { packages, sha256 } = parseIndexTail(text, this.#line);
    const announced = this.head.packages;
    if (packages !== this.#entries || announced !== this.#entries) {
      this.#truncated(`it announces ${announced} packages and has ${this.#entries}`);
    }
    if (this.#sha256.digest('hex') !== sha256) {
      this.#truncated('its lines do not match the digest in its last line');
    }
    this.#isComplete = true;
  }

  #truncated(reason: string): never {
    throw new ManifestError('index-truncated', `the index is damaged or cut off: ${reason}`, {
      position: { line: Math.max(this.#line, 1), column: 1 },
      hint: 'spm sync',
    });
  }
}
