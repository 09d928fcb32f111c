import assert from 'node:assert/strict';
import { test } from 'node:test';

import { commandWith } from '../src/index.ts';

test('a command with more words can be pasted into a shell', () => {
  const cases = [
    [['spm', 'update'], 'spm update --major'],
    [['spm', 'install', 'demo@1.0.0', '--root', '/a b'], "spm install demo@1.0.0 --root '/a b' --major"],
    [['spm', 'install', '--', '-odd'], 'spm install --major -- -odd'],
    [['spm', 'install', "it's"], String.raw`spm install 'it'\''s' --major`],
    [['spm', 'install', '~root', '$HOME', ''], "spm install '~root' '$HOME' '' --major"],
  ] as const;
  for (const [words, command] of cases) assert.equal(commandWith(words, ['--major']), command);
});
