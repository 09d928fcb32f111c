import type { PackageId } from '../package/package.ts';
import { parseWish } from './text.ts';
import type { World } from './world.ts';

/** The paths of a package, from its pac's root, that are not to be deployed. */
export function skipsOf(world: World, id: PackageId): string[] {
  return [...world].map(parseWish).flatMap(({ verb, subject, range }) => {
    return verb === 'skip' && subject === id ? [range] : [];
  });
}
