import type { Bytes } from '@mpkg/mpkg';

import { malformedPackage } from '../refusals.ts';
import type { CandidateRecord } from '../../catalogue/record.ts';
import { readPackages } from '../../formats/debian/read-packages.ts';
import type { ControlFiles } from './control.ts';

/**
 * What the package says of itself, in the form of an index entry.
 * @throws SpmError `package-malformed`
 */
export async function controlRecord(files: ControlFiles): Promise<CandidateRecord> {
  const control = files.get('control' as Bytes);
  if (control === undefined) throw malformedPackage('it has no control file');
  const problems: string[] = [];
  for await (const [record] of readPackages([control], ({ message }) => problems.push(message))) {
    if (record !== undefined) return record;
  }
  throw malformedPackage(`its control file: ${problems[0] ?? 'it is empty'}`);
}
