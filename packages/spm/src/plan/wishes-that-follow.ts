import { means, type Subject } from '../world/subject.ts';
import { parseWish, printWish } from '../world/text.ts';
import { changed, difference, type Wish, type World, type WorldChange } from '../world/world.ts';
import type { Change } from './make-plan.ts';
import { partsOf, type PackageId } from '../package/package.ts';

/** A package that goes, and what takes its place under another name. */
interface Departure extends Subject {
  readonly successor: PackageId | undefined;
}

/**
 * The change of wishes with what follows from the packages that go though nobody asked for that: what was wished for by its name is
 * wished for by the name of what takes its place, or no more. So wishes never ask for what cannot be together.
 */
export function withFollowing(world: World, asked: WorldChange, changes: readonly Change[]): WorldChange {
  const departures = departuresIn(changes);
  if (departures.length === 0) return asked;
  const lines = [...changed(world, asked)].flatMap((line) => following(line, departures) ?? []);
  return difference(world, new Set(lines));
}

function departuresIn(changes: readonly Change[]): Departure[] {
  return changes.flatMap(({ id, before, after, reason }): Departure[] => {
    if (before === null || after !== null) return [];
    const successor = reason.kind === 'replaced' ? reason.by : undefined;
    // The same name in another group has its wish already.
    if (successor !== undefined && partsOf(successor).name === partsOf(id).name) return [];
    return [{ id, architecture: before.architecture, successor }];
  });
}

/** Undefined for a wish that nothing is left of. */
function following(line: string, departures: readonly Departure[]): string | undefined {
  const wish = parseWish(line);
  if (wish.verb === 'option') return departures.some((one) => means(wish.subject, one)) ? undefined : line;
  if (wish.verb !== 'install' && wish.verb !== 'integrate') return line;
  const gone = departures.find((one) => means(wish.subject, one));
  if (gone !== undefined) return gone.successor && printWish(renamed(wish, gone.successor));
  const provider = departures.find(({ id }) => id === wish.provider);
  return provider === undefined ? line : printWish({ ...wish, provider: provider.successor });
}

/** Versions, groups and providers were said of the old name. */
function renamed({ verb, subject, range, group }: Wish, successor: PackageId): Wish {
  const { name } = partsOf(successor);
  if (verb === 'integrate') return { verb, subject: successor, range, provider: undefined };
  const [, architecture] = group === undefined ? subject.split(':') : [];
  const next = architecture === undefined ? name : `${name}:${architecture}`;
  return { verb, subject: next, range: '', provider: undefined };
}
