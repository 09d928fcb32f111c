import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { type Literal, negative, not, positive, variableOf } from '../../src/solve/sat/literals.ts';
import { Minimiser } from '../../src/solve/sat/minimise.ts';
import type { Expand } from '../../src/solve/sat/propagate.ts';
import { Sat } from '../../src/solve/sat/sat.ts';
import { DONE, Search, luby } from '../../src/solve/sat/search.ts';
import { totalizer } from '../../src/solve/sat/totalizer.ts';

const VARIABLES = 7;

/** @param expand what comes when a variable becomes true for the first time */
function setUp(
  clauses: readonly (readonly Literal[])[],
  expand: Expand = () => 0,
): { sat: Sat; search: Search } {
  const sat = new Sat();
  for (let i = 0; i < VARIABLES; i++) sat.expandable[sat.newVariable()] = 1;
  const search = new Search(sat, { expand, decide: () => firstOpen(sat), spent: () => false });
  for (const clause of clauses) sat.add([...new Set(clause)], 0);
  return { sat, search };
}

function firstOpen(sat: Sat): Literal {
  for (let variable = 1; variable < sat.variableCount; variable++) {
    if (sat.valueOf(positive(variable)) === 0) return negative(variable);
  }
  return DONE;
}

/** All assignments of the variables 1 … VARIABLES, as the literals that are true. */
function* assignments(): Generator<Set<Literal>> {
  for (let bits = 0; bits < 1 << VARIABLES; bits++) {
    const variables = Array.from({ length: VARIABLES }, (_, index) => index + 1);
    yield new Set(
      variables.map((variable) => ((bits >> (variable - 1)) & 1 ? positive(variable) : negative(variable))),
    );
  }
}

const literal = fc
  .tuple(fc.integer({ min: 1, max: VARIABLES }), fc.boolean())
  .map(([v, yes]) => (yes ? positive(v) : negative(v)));
const clause = fc.uniqueArray(literal, { minLength: 2, maxLength: 4, selector: variableOf });
const clauses = fc.array(clause, { maxLength: 40 });
const assumptions = fc.uniqueArray(literal, { maxLength: 4, selector: variableOf });

function satisfies(model: ReadonlySet<Literal>, all: readonly (readonly Literal[])[]): boolean {
  return all.every((one) => one.some((each) => model.has(each)));
}

describe('the search', () => {
  it('agrees with trying everything, call after call', () => {
    fc.assert(
      fc.property(clauses, fc.array(assumptions, { minLength: 1, maxLength: 4 }), (all, calls) => {
        const { sat, search } = setUp(all);
        for (const assumed of calls) {
          const verdict = search.solve(assumed);
          const models = [...assignments()].filter(
            (model) => satisfies(model, all) && assumed.every((one) => model.has(one)),
          );
          assert.equal(verdict.kind, models.length > 0 ? 'satisfied' : 'refuted');
          if (verdict.kind === 'satisfied')
            assert.ok(all.every((one) => one.some((each) => sat.valueOf(each) > 0)));
          if (verdict.kind !== 'refuted') continue;
          assert.ok(verdict.core.every((one) => assumed.includes(one)));
          assert.ok(
            ![...assignments()].some(
              (model) => satisfies(model, all) && verdict.core.every((one) => model.has(one)),
            ),
          );
        }
      }),
    );
  });

  it('agrees with trying everything when clauses come as their variables become true', () => {
    const implication = fc
      .tuple(fc.integer({ min: 1, max: VARIABLES }), literal)
      .filter(([variable, implied]) => variableOf(implied) !== variable);
    const implications = fc.array(implication, { maxLength: 20 });
    const calls = fc.array(assumptions, { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(clauses, implications, calls, (stated, implied, called) => {
        const { sat, search } = setUp(stated, (variable) => {
          const found = implied.filter(([one]) => one === variable);
          const added = found.map(([one, other]) => sat.addBinary(negative(one), other, 0));
          return added.find((conflict) => conflict !== 0) ?? 0;
        });
        const all = [...stated, ...implied.map(([one, other]) => [negative(one), other])];
        for (const assumed of called) {
          const verdict = search.solve(assumed);
          const models = [...assignments()].filter(
            (model) => satisfies(model, all) && assumed.every((one) => model.has(one)),
          );
          assert.equal(verdict.kind, models.length > 0 ? 'satisfied' : 'refuted');
          if (verdict.kind === 'satisfied')
            assert.ok(all.every((one) => one.some((each) => sat.valueOf(each) > 0)));
        }
      }),
    );
  });

  it('lets at most one of a block be true, and one when it is filled', () => {
    const sat = new Sat();
    const block = sat.newBlock(3, 0);
    const search = new Search(sat, { expand: () => 0, decide: () => firstOpen(sat), spent: () => false });
    assert.equal(search.solve([positive(block + 1), positive(block + 2)]).kind, 'refuted');
    assert.equal(search.solve([positive(block), negative(block + 1), negative(block + 3)]).kind, 'satisfied');
    assert.ok(sat.valueOf(positive(block + 2)) > 0);
    assert.equal(search.solve([negative(block), positive(block + 2)]).kind, 'refuted');
  });

  it('falsifies as few soft literals as possible', () => {
    fc.assert(
      fc.property(
        clauses,
        fc.uniqueArray(literal, { minLength: 1, maxLength: 7, selector: variableOf }),
        (all, soft) => {
          const { sat, search } = setUp(all);
          const minimiser = new Minimiser(sat, search, []);
          minimiser.add(soft);
          const verdict = minimiser.run();
          const costs = [...assignments()]
            .filter((model) => satisfies(model, all))
            .map((model) => soft.filter((one) => model.has(not(one))).length);
          if (costs.length === 0) return assert.equal(verdict.kind, 'refuted');
          assert.equal(verdict.kind, 'satisfied');
          assert.equal(minimiser.lowerBound, Math.min(...costs));
          assert.equal(soft.filter((one) => sat.valueOf(one) < 0).length, Math.min(...costs));
        },
      ),
    );
  });

  it('counts', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 1, max: VARIABLES }), { maxLength: VARIABLES }),
        (chosen) => {
          const { sat, search } = setUp([]);
          const inputs = Array.from({ length: VARIABLES }, (_, index) => positive(index + 1));
          const outputs = totalizer(sat, inputs, 0);
          assert.equal(
            search.propagate(inputs.map((one) => (chosen.includes(variableOf(one)) ? one : not(one)))).kind,
            'satisfied',
          );
          assert.equal(outputs.filter((one) => sat.valueOf(one) > 0).length, chosen.length);
        },
      ),
    );
  });

  it('restarts after Luby', () => {
    assert.deepEqual(
      Array.from({ length: 15 }, (_, index) => luby(index + 1)),
      [1, 1, 2, 1, 1, 2, 4, 1, 1, 2, 1, 1, 2, 4, 8],
    );
  });
});
