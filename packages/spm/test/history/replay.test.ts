import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { standing } from '../../src/history/replay.ts';

/** `3!1,2`: transaction 3 undoes 1 and 2. */
function history(text: string): { id: number; undoes: number[] }[] {
  return text.split(' ').map((word) => {
    const [id, undoes = ''] = word.split('!');
    return { id: Number(id), undoes: undoes === '' ? [] : undoes.split(',').map(Number) };
  });
}

describe('standing', () => {
  const cases: readonly (readonly [what: string, history: string, standing: readonly number[]])[] = [
    ['all, when nothing was undone', '1 2 3', [1, 2, 3]],
    ['without the last', '1 2 3!2', [1]],
    ['without one in between', '1 2 3 4!2', [1, 3]],
    ['an undo undone', '1 2 3!2 4!3', [1, 2]],
    ['an undo undone, and that undone again', '1 2 3!2 4!3 5!4', [1]],
    ['undone twice', '1 2 3!1 4!1', [2]],
    ['back to an earlier one', '1 2 3 4!2,3 5', [1, 5]],
    ['back to before an undo', '1 2 3!1 4 5!3,4', [1, 2]],
    ['back to nothing, and that undone', '1 2 3!1,2 4!3', [1, 2]],
  ];
  for (const [what, given, expected] of cases) {
    it(what, () => assert.deepEqual(standing(history(given)), expected));
  }
});
