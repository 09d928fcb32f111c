import { MpkgError } from '../errors.ts';
import type { PacReader } from '../archive/pac-reader.ts';
import type { DeployPlan } from '../plan/deploy-plan.ts';
import type { DeployRequest } from '../plan/requests.ts';
import type { Window } from '../tree/leaves.ts';
import { homePath, type Workspace } from '../state/workspace.ts';
import { ioError } from '../tree/io-error.ts';
import { join } from '../tree/paths.ts';
import { Accounts } from './accounts.ts';
import { ContentStager, type StagedPackage } from './content-stager.ts';
import { keptDirectories } from './kept-directories.ts';
import { applyModes, resolveModes, type ResolvedModes } from './modes.ts';
import type { Session } from './session.ts';
import type { Stages } from './stages.ts';
import type { WriteBehind } from './write-behind.ts';

/** What the stages of a transaction share. */
export interface Staging {
  readonly session: Session;
  readonly stages: Stages;
  readonly writeBehind: WriteBehind;
  /** Of all that is staged; its ends are known later. */
  readonly window: Window;
}

/** A plan with the archive that it is about. */
export interface Subject {
  readonly plan: DeployPlan;
  readonly pac: PacReader;
  readonly request: DeployRequest;
  readonly modes: ResolvedModes;
}

/** What the request's modes table means for the entries of the archive, with the accounts of the root. @throws MpkgError `table-invalid` */
export function modesOf(
  { modes = new Map() }: DeployRequest,
  pac: PacReader,
  workspace: Workspace,
): ResolvedModes {
  const { view, home } = workspace;
  const accounts = new Accounts((file) => view.destination(join(homePath(home), `etc/${file}`)));
  return resolveModes(modes, pac.index, accounts);
}

/**
 * Writes the contents of a deployment beside the tree, with owners, permissions and capabilities.
 * @throws MpkgError what is wrong with the archive; `no-space` and the like; `interrupted`
 */
export async function stageDeployment(
  staging: Staging,
  { plan, pac, request, modes }: Subject,
): Promise<StagedPackage> {
  const { disk, workspace, sync, signal, onEvent, tellsLeaves } = staging.session;
  const { view, home } = workspace;
  const stager = new ContentStager({
    disk: sync ? staging.writeBehind.watched() : disk,
    view,
    stages: staging.stages,
    plan,
    entries: pac.index.length,
    window: staging.window,
    alwaysStaged: (entry) => modes.rows.has(entry),
    onLeaf: tellsLeaves
      ? (directory, name) => onEvent({ type: 'leaf', path: join(directory, name) })
      : undefined,
  });
  onEvent({ type: 'phase', phase: 'staging' });
  try {
    if (request.carries === true && !stager.wantsAny) await pac.verifyDigest();
    else {
      await pac.readContents((entry, piece, offset) => stager.visit(entry, piece, offset), {
        wants: (entry) => stager.wants(entry),
        signal,
      });
    }
    const staged = stager.finish();
    applyModes({ disk, view, plan, onEvent }, modes);
    keptDirectories({ view, home: homePath(home), plan, index: pac.index }, modes).forEach(onEvent);
    return staged;
  } catch (error) {
    stager.abandon();
    throw isAboutReading(error) ? error : ioError(error, stager.current && view.absolute(stager.current));
  }
}

/** The archive's own faults, and those of the disk that it is read from. */
function isAboutReading(error: unknown): boolean {
  return error instanceof MpkgError || (error as NodeJS.ErrnoException).syscall === 'read';
}
