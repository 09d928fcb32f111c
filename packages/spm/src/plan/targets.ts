import type { Job, Target } from '../solve/index.ts';
import { DEFAULT_GROUP, idOf } from '../package/package.ts';
import { parseWish, printWish } from '../world/text.ts';
import type { Wish, World, WorldChange } from '../world/world.ts';

/** A wish as the solver takes it. */
export function targetOf({ subject, range, group }: Wish): Target {
  const [name = subject, architecture] =
    group === undefined ? subject.split(':') : [subject.slice(group.length + 1)];
  return { name, ...(architecture !== undefined && { architecture }), ...(range !== '' && { range }) };
}

/** What is chosen along with a name. */
interface Choices {
  readonly provider: string | undefined;
  readonly group: string | undefined;
}

function wishOf({ name, architecture, range = '' }: Target, { provider, group }: Choices): Wish {
  if (group !== undefined && group !== DEFAULT_GROUP)
    return { verb: 'install', subject: idOf({ group, name }), range, provider, group };
  const subject = architecture === undefined ? name : `${name}:${architecture}`;
  return { verb: 'install', subject, range, provider };
}

/** What a request says besides its jobs. */
export interface WishInput {
  readonly providers?: readonly Target[] | undefined;
  /** The groups of mpkg that are chosen, by the names of packages. */
  readonly groups?: ReadonlyMap<string, string> | undefined;
}

/**
 * What the user wishes for after the jobs: what they install by name, in the group that was chosen now or before, and no more what they
 * remove. The chosen provider is kept with the wish when only one name is asked for, until another one is chosen.
 */
export function wishesOf(
  world: World,
  jobs: readonly Job[],
  { providers = [], groups = NO_GROUPS }: WishInput = {},
): WorldChange {
  const provider = jobs.length === 1 ? providers[0]?.name : undefined;
  const added = new Set<string>();
  const removed = new Set<string>();
  for (const { job, target } of jobs) {
    if (target === undefined || (job !== 'install' && job !== 'remove')) continue;
    const lines = about(world, target);
    for (const line of lines) removed.add(line);
    if (job !== 'install') continue;
    const group = groups.get(target.name) ?? lines.flatMap((line) => parseWish(line).group ?? [])[0];
    const chosen = provider ?? lines.flatMap((line) => parseWish(line).provider ?? [])[0];
    added.add(printWish(wishOf(target, { provider: chosen, group })));
  }
  const stays = (line: string): boolean => added.has(line) && removed.has(line);
  return {
    removed: [...removed].filter((line) => !stays(line)),
    added: [...added].filter((line) => !stays(line)),
  };
}

const NO_GROUPS: ReadonlyMap<string, string> = new Map();

/** The wishes to install the same name, in whatever group. */
function about(world: World, { name, architecture }: Target): string[] {
  return [...world].filter((line) => {
    const wish = parseWish(line);
    const other = targetOf(wish);
    return wish.verb === 'install' && other.name === name && other.architecture === architecture;
  });
}
