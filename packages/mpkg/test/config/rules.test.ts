import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Bytes } from '../../src/bytes.ts';
import { compileRules, NO_RULES, ruleOf, type PathRules } from '../../src/config/rules.ts';

/** What becomes of a directory and of a leaf at a path. */
function verdicts(rules: Partial<Record<keyof PathRules, string[]>>, path: string): string {
  let node = compileRules({ ...NO_RULES, ...(rules as unknown as Partial<PathRules>) });
  for (const name of path.split('/') as Bytes[]) {
    node = ruleOf(node, name);
    if (node.verdict !== 'take') break;
  }
  return `${node.verdict} ${node.below}`;
}

const CASES: readonly [rules: Partial<Record<keyof PathRules, string[]>>, path: string, verdicts: string][] =
  [
    [{}, 'usr/bin', 'take take'],
    [{ skip: ['usr/share'] }, 'usr', 'take take'],
    [{ skip: ['usr/share'] }, 'usr/share/doc', 'skip skip'],
    [{ skip: ['usr/share'] }, 'usr/shared', 'take take'],
    [{ deny: ['etc'] }, 'etc/passwd', 'deny deny'],
    [{ deny: ['etc'], skip: ['etc'] }, 'etc', 'skip skip'],
    [{ deny: ['etc/x'], skip: ['etc'] }, 'etc/x', 'skip skip'],
    [{ pass: ['usr/share/fonts'] }, 'usr', 'take deny'],
    [{ pass: ['usr/share/fonts'] }, 'usr/share/fonts/a', 'take take'],
    [{ pass: ['usr/share/fonts'] }, 'usr/bin', 'deny deny'],
    [{ pass: ['usr/share'], skip: ['usr/share/doc'] }, 'usr/share/doc', 'skip skip'],
    [{ pass: ['usr'], skip: ['opt'] }, 'opt/x', 'skip skip'],
  ];

describe('path rules', () => {
  for (const [rules, path, expected] of CASES) {
    test(`${JSON.stringify(rules)}: ${path}`, () => assert.equal(verdicts(rules, path), expected));
  }
});
