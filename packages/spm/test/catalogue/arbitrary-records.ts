import fc from 'fast-check';

import type { RecordSpec } from './support.ts';

const name = fc.constantFrom('a', 'b', 'c', 'd');
const version = fc.constantFrom('1', '2', '2~rc', '1:1');
const relation = fc
  .record({
    name,
    architecture: fc.constantFrom('', '', '', ':any', ':i386'),
    range: fc.oneof(
      fc.constant(''),
      fc
        .tuple(fc.constantFrom('<<', '<=', '=', '>=', '>>'), version)
        .map(([operator, bound]) => ` (${operator} ${bound})`),
    ),
  })
  .map((one) => one.name + one.architecture + one.range);
const requirement = fc.array(relation, { minLength: 1, maxLength: 3 }).map((texts) => texts.join(' | '));
const requirements = fc.array(requirement, { maxLength: 2 });

const spec: fc.Arbitrary<RecordSpec> = fc.record({
  name,
  version,
  architecture: fc.constantFrom('amd64', 'amd64', 'i386', 'all'),
  series: fc.constantFrom('', '', 's'),
  multiArch: fc.constantFrom('no', 'same', 'foreign', 'allowed', 'separate', 'everywhere'),
  priority: fc.constantFrom(1, 3),
  depends: requirements,
  recommends: requirements,
  conflicts: requirements,
  provides: fc.array(fc.record({ name, version: fc.option(version, { nil: undefined }) }), { maxLength: 2 }),
  details: fc.record({ sha256: fc.constantFrom('0a', '0b') }),
});

/** What two ranked repositories offer. */
export const repositories = fc.array(fc.array(spec, { maxLength: 7 }), { minLength: 1, maxLength: 2 });
