import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Bytes } from '../../src/bytes.ts';
import { DEFAULT_SUFFIXES } from '../../src/config/configuration.ts';
import { parseConfiguration } from '../../src/config/parse.ts';

const parse = (text: string, root?: string) =>
  parseConfiguration(text as Bytes, '/etc/mpkg.conf', root).groups;

describe('mpkg.conf', () => {
  test('reads groups, lines before the first being the default one', () => {
    const groups = parse(`
# comment
from /var/pacs "/srv/with blank"   # another
skip usr/share/doc /usr/share//man/

group python3.8
  into /usr/lib/python3.8
  from local
  suffix .pypac .pac
  pass numpy scipy
  skip numpy/tests
`);
    assert.deepEqual(groups.get('default' as Bytes), {
      name: 'default',
      from: ['/var/pacs', '/srv/with blank'],
      into: '',
      suffixes: DEFAULT_SUFFIXES,
      rules: { pass: [], deny: [], skip: ['usr/share/doc', 'usr/share/man'] },
    });
    assert.deepEqual(groups.get('python3.8' as Bytes), {
      name: 'python3.8',
      from: ['/etc/local'],
      into: 'usr/lib/python3.8',
      suffixes: ['.pypac', '.pac'],
      rules: { pass: ['numpy', 'scipy'], deny: [], skip: ['numpy/tests'] },
    });
  });

  test('takes absolute directories below a root', () => {
    assert.deepEqual(parse('from /a b', '/image').get('default' as Bytes)?.from, ['/image/a', '/etc/b']);
  });

  const INVALID: Readonly<Record<string, string>> = {
    'forbid x': '"forbid" is no keyword',
    pass: '"pass" needs PATH...',
    'into a b': '"into" takes one operand',
    'into a\ninto b': 'has its "into" already',
    'pass a\ndeny b': '"pass" and "deny"',
    'group a\ngroup a': 'group "a" has begun already',
    'group .a': 'not a group name',
    'skip ../a': '".." in it',
    'skip "a': 'cannot read',
  };
  for (const [text, reason] of Object.entries(INVALID)) {
    test(`refuses ${JSON.stringify(text)}, naming file and line`, () => {
      const line = text.split('\n').length;
      assert.throws(
        () => parse(text),
        (error: Error & { code: string; exit: number }) =>
          error.code === 'config-invalid' &&
          error.exit === 2 &&
          error.message.startsWith(`/etc/mpkg.conf:${line}: `) &&
          error.message.includes(reason),
      );
    });
  }
});
