import type { Call, Outcome } from '@mpkg/cli';
import { bytesOfText, changeSkips, StateReader, textOfBytes } from '@mpkg/mpkg';

import { partsOf, type PackageId } from '../../../plan/package.ts';
import { resolveInstalled } from '../../../plan/remove.ts';
import { holdState } from '../../../state/lock.ts';
import { StateStore } from '../../../state/store.ts';
import { rootOf } from '../../surroundings.ts';

/** Skips or brings back the paths that the operands name behind the package. @throws SpmError, MpkgError as `changeSkips` */
export async function changeSkipsOf(call: Call, which: 'skip' | 'unskip'): Promise<Outcome> {
  const root = rootOf(call);
  const [name = '', ...paths] = call.operands;
  if (call.options['dry-run']) return skipsOutcome(root, resolveInstalled(new StateStore(root), name));
  const { wait: waitSeconds } = call.options;
  using state = await holdState(root, { waitSeconds, signal: call.signal });
  const id = resolveInstalled(state.store, name);
  const asked = paths.map((path) => bytesOfText(path.replace(/^\/+/, '')));
  await changeSkips({ root, waitSeconds, signal: call.signal }, deployedAs(id), {
    skip: which === 'skip' ? asked : [],
    unskip: which === 'unskip' ? asked : [],
  });
  return skipsOutcome(root, id);
}

/** What is skipped of a package. */
export function skipsOutcome(root: string, id: PackageId): Outcome {
  const { skipped } = new StateReader({ root }).record(deployedAs(id));
  const paths = skipped.map((path) => `/${textOfBytes(path)}`);
  return { result: { package: id, skipped: paths }, lines: paths };
}

function deployedAs(id: PackageId): { readonly group: Bytes; readonly name: Bytes } {
  const { group, name } = partsOf(id);
  return { group: bytesOfText(group), name: bytesOfText(name) };
}

type Bytes = ReturnType<typeof bytesOfText>;
