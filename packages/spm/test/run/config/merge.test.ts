import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';

import { mergeLines } from '../../../src/run/config/merge.ts';

const BASE = 'port 80\nuser www\nlog on\nroot /srv\n';

/** A file of its own kind. */
function many(word: string): string {
  return Array.from({ length: 6000 }, (_, index) => `${word} ${index}\n`).join('');
}

describe('mergeLines', () => {
  const cases: readonly (readonly [
    what: string,
    ours: string,
    theirs: string,
    merged: string | undefined,
  ])[] = [
    ['only the new default changed', BASE, BASE.replace('80', '81'), BASE.replace('80', '81')],
    ['only the user changed', BASE.replace('80', '8080'), BASE, BASE.replace('80', '8080')],
    [
      'both changed different places',
      BASE.replace('80', '8080'),
      BASE.replace('/srv', '/srv/www'),
      BASE.replace('80', '8080').replace('/srv', '/srv/www'),
    ],
    ['both changed alike', BASE.replace('80', '81'), BASE.replace('80', '81'), BASE.replace('80', '81')],
    ['both changed the same line', BASE.replace('80', '81'), BASE.replace('80', '82'), undefined],
    [
      'lines come and go',
      `# mine\n${BASE}`,
      BASE.replace('log on\n', ''),
      `# mine\n${BASE.replace('log on\n', '')}`,
    ],
    [
      'one removes what the other changed',
      BASE.replace('log on\n', ''),
      BASE.replace('log on', 'log off'),
      undefined,
    ],
    [
      'the last newline is missing',
      BASE.slice(0, -1),
      `port 81${BASE.slice(7)}`,
      `port 81${BASE.slice(7, -1)}`,
    ],
    ['not text', `${BASE}\0`, `x${BASE}`, undefined],
    ['the user emptied it', '', BASE.replace('80', '81'), undefined],
  ];
  for (const [what, ours, theirs, merged] of cases) {
    it(what, () => assert.equal(mergeLines(BASE, ours, theirs), merged));
  }

  const text = fc
    .array(fc.constantFrom('a\n', 'b\n', 'c\n', 'd\n'), { maxLength: 12 })
    .map((lines) => lines.join(''));

  it('is symmetric, and gives a side when the other did nothing', () => {
    fc.assert(
      fc.property(text, text, text, (base, ours, theirs) => {
        assert.equal(mergeLines(base, ours, theirs), mergeLines(base, theirs, ours));
        assert.equal(mergeLines(base, ours, base), ours);
        assert.equal(mergeLines(base, base, theirs), theirs);
      }),
    );
  });

  it('joins edits that lie apart, wherever they are, and takes them back', () => {
    const edit = fc.record({ at: fc.nat(19), line: fc.constantFrom('x\n', 'y\n', '') });
    fc.assert(
      fc.property(edit, edit, (mine, new_) => {
        fc.pre(Math.abs(mine.at - new_.at) > 1);
        const lines = Array.from({ length: 20 }, (_, index) => `line ${index}\n`);
        const apply = (edits: readonly { at: number; line: string }[]): string =>
          lines.map((line, at) => edits.find((one) => one.at === at)?.line ?? line).join('');
        const merged = mergeLines(apply([]), apply([mine]), apply([new_]));
        assert.equal(merged, apply([mine, new_]));
        assert.equal(mergeLines(apply([new_]), apply([mine, new_]), apply([])), apply([mine]));
      }),
    );
  });

  it('gives up on files with little in common instead of taking long', () => {
    assert.equal(mergeLines(many('a'), many('b'), many('c')), undefined);
  });
});
