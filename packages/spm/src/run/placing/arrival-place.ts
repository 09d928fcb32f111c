import { StateReader, type Bytes } from '@mpkg/mpkg';

import { placeAt, AT_ROOT, type Place } from '../../integrate/place.ts';
import { hasFiles, type Package, type PackageWithFiles } from '../../package/package.ts';
import type { Plan } from '../../plan/plan.ts';
import type { StateStore } from '../../state/store.ts';
import type { Beginning } from '../beginnings.ts';
import { leavesOf } from '../pac-leaves.ts';
import { Placing } from './placing.ts';

/**
 * Where a package that a plan brings will lie; undefined where that is known only once it is fetched.
 * @param beginningOf asked only for what does not go to the root
 */
export async function arrivalPlace(
  found: Package,
  { plan, store: { root } }: { readonly plan: Plan; readonly store: Pick<StateStore, 'root'> },
  beginningOf: (wanted: PackageWithFiles) => Promise<Beginning | undefined>,
): Promise<Place | undefined> {
  if (!hasFiles(found)) return AT_ROOT;
  const placing = new Placing(new StateReader({ root }).configuration, plan);
  if (placing.isAtRoot(found)) return AT_ROOT;
  const beginning = await beginningOf(found);
  if (beginning === undefined) return undefined;
  const archive = { pac: beginning.pac, isBeginning: !beginning.isWhole };
  const { into = placing.prefixOf(found.group as Bytes) } = await placing.placementOf(found, archive);
  return placeAt(into === '' ? '' : `${into}/`, await leavesOf(archive));
}
