import { warning } from '../diagnostics/diagnostic.ts';
import type { Finding } from '../diagnostics/diagnostic.ts';
import { partsOf } from '../manifest/parts.ts';
import type { Manifest } from '../manifest/schema/manifest.ts';
import { complaint } from '../shape/complaint.ts';

const MAX_SUMMARY = 80;

function summaryFindings({ summary, name }: Manifest): readonly Finding[] {
  const faults = [
    ...(summary.length > MAX_SUMMARY ? [`has more than ${MAX_SUMMARY} characters`] : []),
    ...(summary.endsWith('.') ? ['ends in a full stop'] : []),
    ...(summary.toLowerCase().startsWith(`${name.toLowerCase()} `) ? ['repeats the name'] : []),
  ];
  return faults.map((fault) =>
    warning('summary-style', complaint(['summary'], `the summary ${fault}`, 'say in a few words what it is')),
  );
}

function licenceFindings({ licence, kind = 'package' }: Manifest): readonly Finding[] {
  if (licence !== undefined || kind !== 'package') return [];
  const hint = 'add an SPDX expression: `"licence": "MIT"`';
  return [warning('licence-missing', complaint([], 'the licence is not given', hint))];
}

function buildFindings(manifest: Manifest): readonly Finding[] {
  const { kind = 'package' } = manifest;
  const isBuilt = partsOf(manifest).some(({ content }) => content['build-instructions'] ?? content.binary);
  if (kind !== 'package' || isBuilt) return [];
  const hint = 'add `build-instructions` or `binary`; a package without files is of `"kind": "group"`';
  return [
    warning('build-missing', complaint([], 'nothing says how to build it or where a ready build lies', hint)),
  ];
}

/** What is allowed in a manifest, but not good. */
export function styleFindings(manifest: Manifest): readonly Finding[] {
  return [...summaryFindings(manifest), ...licenceFindings(manifest), ...buildFindings(manifest)];
}
