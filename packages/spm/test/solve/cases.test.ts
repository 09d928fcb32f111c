import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { solve } from '../../src/solve/solve.ts';
import { verify } from '../../src/solve/verify.ts';
import { outcomeLines } from '../support/outcome-text.ts';
import { parseCases } from '../support/solver-case.ts';

const FOLDER = join(import.meta.dirname, 'cases');

for (const file of readdirSync(FOLDER).filter((name) => name.endsWith('.test'))) {
  const text = readFileSync(join(FOLDER, file), 'utf8');
  describe(file, () => {
    for (const { title, universe, request, expected } of parseCases(text)) {
      it(title, () => {
        const outcome = solve(universe, request);
        if (outcome.kind === 'solution') assert.deepEqual(verify(universe, request, outcome), []);
        assert.deepEqual(outcomeLines(universe, outcome), expected);
      });
    }
  });
}
