import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { ManifestError } from '../errors.ts';
import { parseJsonc } from '../jsonc/index.ts';
import { canonicalEntry } from '../repository-index/canonical.ts';
import { printIndexEntry } from '../repository-index/entry.ts';
import { IndexReader } from '../repository-index/index.ts';
import type { IndexEntry, RunningSha256 } from '../repository-index/index.ts';
import { placeOf } from '../shape/complaint.ts';
import type { Complaint } from '../shape/complaint.ts';
import type { SchemeName } from '../versions/scheme.ts';
import { IndexNames } from './index-names.ts';
import { inFile } from './report.ts';
import type { FileDiagnostic } from './report.ts';

function refusal(cause: unknown): Diagnostic {
  if (!(cause instanceof ManifestError)) throw cause;
  const { code, message, hint, position = { line: 1, column: 1 } } = cause;
  return { severity: 'error', code, ...position, message, hint };
}

function nameDiagnostic(lines: readonly string[], line: number, wanted: Complaint): Diagnostic {
  const text = lines[line - 1] ?? '';
  const { column } = placeOf(text, parseJsonc(text), wanted);
  return {
    severity: 'warning',
    code: 'name-unknown',
    line,
    column,
    message: wanted.message,
    hint: wanted.hint,
  };
}

function canonicalDiagnostics(
  text: string,
  line: number,
  entry: IndexEntry,
  scheme: SchemeName,
): readonly Diagnostic[] {
  if (printIndexEntry(canonicalEntry(entry, scheme)) === text) return [];
  const message = 'this line is not in canonical form, so that equal indexes differ';
  return [{ severity: 'warning', code: 'not-canonical', line, column: 1, message, hint: 'spm repo publish' }];
}

/** Reads every line in spite of errors in others. */
class IndexLint {
  readonly diagnostics: Diagnostic[] = [];
  readonly #lines: readonly string[];
  readonly #reader: IndexReader;
  #names: IndexNames | undefined;

  constructor(lines: readonly string[], sha256: RunningSha256) {
    this.#lines = lines;
    this.#reader = new IndexReader(sha256);
  }

  run(): void {
    for (const [i, text] of this.#lines.entries()) {
      this.#attempt(() => this.#readLine(text, i + 1));
      // Without its first line nothing of an index can be read.
      if (this.#names === undefined) return;
    }
    // Lines that were refused are missing from the count: the end would only repeat that.
    if (this.diagnostics.every(({ severity }) => severity === 'warning'))
      this.#attempt(() => this.#reader.end());
    const missing = this.#names?.missing() ?? [];
    this.diagnostics.push(
      ...missing.map(({ line, complaint }) => nameDiagnostic(this.#lines, line, complaint)),
    );
  }

  #readLine(text: string, line: number): void {
    const entry = this.#reader.read(text);
    const { scheme } = this.#reader.head;
    this.#names ??= new IndexNames(scheme);
    if (entry === undefined) return;
    this.#names.add(entry, line);
    this.diagnostics.push(...canonicalDiagnostics(text, line, entry, scheme));
  }

  #attempt(action: () => void): void {
    try {
      action();
    } catch (cause) {
      this.diagnostics.push(refusal(cause));
    }
  }
}

/** Everything that can be said against the lines of an index, given without their ends; installability is `repo check`'s. */
export function lintIndex(
  lines: readonly string[],
  file: string,
  sha256: RunningSha256,
): readonly FileDiagnostic[] {
  const lint = new IndexLint(lines, sha256);
  lint.run();
  return inFile(
    file,
    lint.diagnostics.toSorted((a, b) => a.line - b.line || a.column - b.column),
  );
}
