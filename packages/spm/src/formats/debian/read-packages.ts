import type { CandidateRecord } from '../../catalogue/record.ts';
import { SpmError } from '../../errors.ts';
import type { IndexProblem } from './problem.ts';
import { recordOf, type RecordContext } from './record.ts';
import { RelationReader } from './relations.ts';
import { StanzaScanner } from './scanner.ts';
import type { Stanza } from './stanza.ts';

/**
 * The records of a decompressed `Packages` index, a batch per chunk read. A paragraph that describes no package is passed over
 * and reported; errors of `source` pass through.
 *
 * @param base what stands before each location.
 */
export async function* readPackages(
  source: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  report: (problem: IndexProblem) => void,
  base = '',
): AsyncGenerator<readonly CandidateRecord[], void, undefined> {
  const context = { relations: new RelationReader(), base };
  let batch: CandidateRecord[] = [];
  const scanner = new StanzaScanner({
    problem: report,
    stanza: (stanza) => {
      const record = recordOrProblem(stanza, context);
      if ('line' in record) report(record);
      else batch.push(record);
    },
  });
  for await (const chunk of source) {
    scanner.push(chunk);
    yield batch;
    batch = [];
  }
  scanner.end();
  yield batch;
}

function recordOrProblem(stanza: Stanza, context: RecordContext): CandidateRecord | IndexProblem {
  try {
    return recordOf(stanza, context);
  } catch (cause) {
    if (!(cause instanceof SpmError)) throw cause;
    return { line: stanza.line, subject: stanza.text('Package'), message: cause.message };
  }
}
