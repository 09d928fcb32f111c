import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';

import type { IndexProblem } from '../../../src/formats/debian/problem.ts';
import { StanzaScanner } from '../../../src/formats/debian/scanner.ts';

interface Scanned {
  readonly stanzas: ReadonlyArray<{
    readonly line: number;
    readonly name: string;
    readonly description: string;
  }>;
  readonly problems: readonly IndexProblem[];
}

/** Scans a text that arrives in chunks of `size` bytes. */
function scan(text: string, size = 1 << 16): Scanned {
  const stanzas: Scanned['stanzas'][number][] = [];
  const problems: IndexProblem[] = [];
  const scanner = new StanzaScanner({
    problem: (problem) => problems.push(problem),
    stanza: (stanza) =>
      stanzas.push({
        line: stanza.line,
        name: stanza.ascii('Package'),
        description: stanza.text('Description'),
      }),
  });
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += size) scanner.push(bytes.subarray(at, at + size));
  scanner.end();
  return { stanzas, problems };
}

const names = ({ stanzas }: Scanned): string[] => stanzas.map(({ name }) => name);

describe('StanzaScanner', () => {
  const cases: Record<string, [text: string, names: string[]]> = {
    'separates paragraphs at a blank line': ['Package: a\n\nPackage: b\n\n', ['a', 'b']],
    'needs no blank line at the end': ['Package: a\n\nPackage: b', ['a', 'b']],
    'takes several blank lines as one': ['\n\nPackage: a\n\n\n\nPackage: b\n\n\n', ['a', 'b']],
    'takes a line of blanks for a blank line': ['Package: a\n \t\nPackage: b\n', ['a', 'b']],
    'reads CRLF': ['Package: a\r\nVersion: 1\r\n\r\nPackage: b\r\n', ['a', 'b']],
    'knows fields in any letter case': ['pACKAGE: a\n', ['a']],
    'needs no blank after the colon': ['Package:a\n', ['a']],
    'drops blanks around a value': ['Package: \t a \t\n', ['a']],
    'passes over comments': ['# first\nPackage: a\n# between\nVersion: 1\n\n# alone\n\n', ['a']],
    'passes over unknown fields and their continuations': ['X-Odd: 1\n Package: no\nPackage: a\n', ['a']],
    'takes the last of a repeated field': ['Package: a\nPackage: b\n', ['b']],
    'finds nothing in nothing': ['', []],
  };
  for (const [title, [text, expected]] of Object.entries(cases)) {
    it(title, () => {
      const scanned = scan(text);
      assert.deepEqual(names(scanned), expected);
      assert.deepEqual(scanned.problems, []);
    });
  }

  it('keeps the lines of a folded field', () => {
    const { stanzas } = scan('Package: a\nDescription: short\n long\n .\n\tend \nVersion: 1\n');
    assert.equal(stanzas[0]?.description, 'short\n long\n .\n\tend');
  });

  it('says on which line a stanza begins and a line is bad', () => {
    const scanned = scan('Package: a\nVersion: 1\n\nPackage: b\nno field at all\n\n\nPackage: c\n');
    assert.deepEqual(
      scanned.stanzas.map(({ name, line }) => [name, line]),
      [
        ['a', 1],
        ['c', 8],
      ],
    );
    assert.deepEqual(
      scanned.problems.map(({ line }) => line),
      [5],
    );
  });

  it('reports a continuation of nothing and a field without a name', () => {
    for (const text of [' lonely\nPackage: a\n', ': value\nPackage: a\n']) {
      const scanned = scan(text);
      assert.deepEqual(names(scanned), []);
      assert.deepEqual(
        scanned.problems.map(({ line }) => line),
        [1],
      );
    }
  });

  it('gives up a paragraph that is too long for an index, and goes on', () => {
    const scanned = scan(`Package: a\nX: ${'y'.repeat(1 << 21)}\n\nPackage: b\n`, 1 << 18);
    assert.deepEqual(names(scanned), ['b']);
    assert.equal(scanned.problems[0]?.line, 1);
  });

  it('finds the same however the bytes are cut', () => {
    const line = fc.oneof(
      fc.constantFrom(
        '',
        'Package: a',
        'Package: é',
        ' more',
        '\tmore',
        '# note',
        'junk',
        'Description: ü\r',
      ),
      fc.string({ maxLength: 8 }).map((text) => text.replaceAll(/[\r\n]/g, '')),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 20 }), fc.integer({ min: 1, max: 9 }), (lines, size) => {
        const text = lines.join('\n');
        assert.deepEqual(scan(text, size), scan(text));
      }),
    );
  });
});
