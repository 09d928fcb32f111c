import type { Job, Target } from '../solve/index.ts';
import { parseWish, printWish } from '../world/text.ts';
import type { Wish, World, WorldChange } from '../world/world.ts';

/** A wish as the solver takes it. */
export function targetOf({ subject, range }: Wish): Target {
  const [name = subject, architecture] = subject.split(':');
  return { name, ...(architecture !== undefined && { architecture }), ...(range !== '' && { range }) };
}

export function wishOf({ name, architecture, range = '' }: Target, provider: string | undefined): Wish {
  const subject = architecture === undefined ? name : `${name}:${architecture}`;
  return { verb: 'install', subject, range, provider };
}

/**
 * What the user wishes for after the jobs: what they install by name, and no more what they remove. The chosen provider is
 * kept with the wish when only one name is asked for.
 */
export function wishesOf(world: World, jobs: readonly Job[], providers: readonly Target[] = []): WorldChange {
  const provider = jobs.length === 1 ? providers[0]?.name : undefined;
  const added = new Set<string>();
  const removed = new Set<string>();
  for (const { job, target } of jobs) {
    if (target === undefined || (job !== 'install' && job !== 'remove')) continue;
    const wish = wishOf(target, job === 'install' ? provider : undefined);
    for (const line of about(world, wish.subject)) removed.add(line);
    if (job === 'install') added.add(printWish(wish));
  }
  const stays = (line: string): boolean => added.has(line) && removed.has(line);
  return {
    removed: [...removed].filter((line) => !stays(line)),
    added: [...added].filter((line) => !stays(line)),
  };
}

function about(world: World, subject: string): string[] {
  return [...world].filter((line) => {
    const wish = parseWish(line);
    return wish.verb === 'install' && wish.subject === subject;
  });
}
