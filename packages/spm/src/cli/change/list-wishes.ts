import type { Call, Outcome } from '@mpkg/cli';

import type { Verb } from '../../world/world.ts';

/** The wishes of a kind: what is pinned, what is banned. */
export async function listWishes(call: Pick<Call, 'options' | 'cwd'>, verb: Verb): Promise<Outcome> {
  const { StateStore } = await import('../../state/store.ts');
  const { parseWish } = await import('../../world/text.ts');
  const { rootOf } = await import('../surroundings.ts');
  const wishes = [...new StateStore(rootOf(call)).world()]
    .map(parseWish)
    .filter((wish) => wish.verb === verb);
  return {
    result: { wishes: wishes.map(({ subject, range }) => ({ name: subject, range: range || null })) },
    lines: wishes.map(({ subject, range }) => `${subject} ${range}`.trimEnd()),
  };
}
