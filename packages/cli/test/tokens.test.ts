import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { parseArgs } from 'node:util';
import fc from 'fast-check';
import type { OptionTable } from '../src/options.ts';
import { tokensOf, type Token } from '../src/parse/tokens.ts';

const TABLE: OptionTable = {
  all: { kind: 'flag', short: 'a', summary: '' },
  brief: { kind: 'flag', short: 'b', summary: '' },
  color: { kind: 'mode', choices: ['auto', 'never'], summary: '' },
  depth: { kind: 'number', short: 'd', placeholder: 'N', summary: '' },
  exclude: { kind: 'texts', short: 'e', placeholder: 'PATH', summary: '' },
  file: { kind: 'text', placeholder: 'FILE', summary: '' },
};

/** What the platform's parser says, in our words. */
function platformTokens(argv: readonly string[]): Token[] {
  const options = Object.fromEntries(
    Object.entries(TABLE).map(([name, { kind, short }]) => [
      name,
      {
        type: kind === 'flag' || kind === 'mode' ? ('boolean' as const) : ('string' as const),
        ...(short !== undefined && { short }),
      },
    ]),
  );
  const { tokens } = parseArgs({
    args: [...argv],
    options,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  return tokens.flatMap((token): Token[] => {
    if (token.kind === 'option-terminator') return [];
    if (token.kind === 'positional') return [{ kind: 'operand', value: token.value }];
    return [{ kind: 'option', name: token.name, flag: token.rawName, value: token.value }];
  });
}

describe('the words of a command line', () => {
  const cases: readonly (readonly [readonly string[], string])[] = [
    [['x', '-a', 'y'], 'x -a y'],
    [['-abd', '3'], '-a -b -d=3'],
    [['-d3', '-ae', 'p', 'q'], '-d=3 -a -e=p q'],
    [['--file=a=b', '--file', '--all', '--all'], '--file=a=b --file=--all --all'],
    [['--', '-a', '--'], '-a --'],
    [['-', '--color=never', '--color', 'never'], '- --color=never --color never'],
    [['-z', '-az', '--zoo=1', '-d'], '-z -a -z --zoo=1 -d'],
    [['', '--=x', '--constructor'], ' --=x --constructor'],
  ];
  for (const [argv, expected] of cases) {
    test(JSON.stringify(argv), () => {
      const told = [...tokensOf(TABLE, argv)].map((token) =>
        token.kind === 'operand'
          ? token.value
          : token.flag + (token.value === undefined ? '' : `=${token.value}`),
      );
      assert.equal(told.join(' '), expected);
    });
  }

  test('are those that the platform tells', () => {
    const piece = fc.constantFrom(
      '-',
      '--',
      '=',
      'a',
      'b',
      'd',
      'e',
      'z',
      'all',
      'color',
      'depth',
      'file',
      '1',
      ' ',
      'é',
    );
    const word = fc
      .array(piece, { maxLength: 5 })
      .map((pieces) => pieces.join(''))
      // What nobody can mean, and not all platforms tell alike: a dash inside a cluster of letters, an option without a name.
      .filter((text) => !/^-[^-]+-|^--=/.test(text));
    fc.assert(
      fc.property(fc.array(word, { maxLength: 6 }), (argv) => {
        assert.deepEqual([...tokensOf(TABLE, argv)], platformTokens(argv));
      }),
      { numRuns: 2000 },
    );
  });
});
