import { openPac, type OpenOptions } from './archive/open-pac.ts';
import { findPac } from './config/find-pac.ts';
import { MpkgError } from './errors.ts';
import { Draft, type PlannedDeployment } from './plan/draft.ts';
import { holdDirectories, markDeployment } from './plan/mark.ts';
import type { RemovePlan } from './plan/remove-plan.ts';
import type { DeployRequest, RemoveRequest } from './plan/requests.ts';
import { isInterrupted } from './state/interrupted.ts';
import { openWorkspace } from './state/workspace.ts';
import type { TransactionOptions } from './transaction/options.ts';

/**
 * Plans what a transaction would do, each request on what those before it leave. Takes no lock, reads archives no further than
 * their index, and writes nothing.
 */
export class DryRun {
  readonly #draft: Draft;

  /** @throws MpkgError `recovery-needed` when the state is that of an interrupted transaction */
  constructor(options: TransactionOptions = {}) {
    const workspace = openWorkspace(options);
    if (isInterrupted(workspace.store.directory)) {
      throw new MpkgError('recovery-needed', 'an interrupted transaction has to be recovered first', {
        hint: 'mpkg --recover',
      });
    }
    this.#draft = new Draft(workspace);
  }

  /**
   * @param isBeginning the archive need not be there further than its index; its digest is not checked then
   * @throws MpkgError as `Transaction.deploy` does before it stages; a `file-conflict` leaves the plans as they were
   */
  async deploy(
    request: DeployRequest,
    { isBeginning = false }: Pick<OpenOptions, 'isBeginning'> = {},
  ): Promise<PlannedDeployment> {
    const file = findPac(request.pac, this.#draft.group(request.group));
    const sha256 = isBeginning ? undefined : request.sha256;
    await using pac = await openPac(file, { sha256, isBeginning });
    await pac.verifyDigest();
    const planned = this.#draft.deploy(request, file, pac.index);
    holdDirectories(this.#draft.counts, planned.plan);
    markDeployment(this.#draft.workspace.view, planned.plan);
    return planned;
  }

  /** As `Transaction.vacate`. @throws MpkgError `package-not-found`, `state-malformed` */
  vacate(request: RemoveRequest): void {
    this.#draft.vacate(request);
  }

  /** @throws MpkgError `package-not-found`, `state-malformed` */
  remove(request: RemoveRequest): RemovePlan {
    return this.#draft.remove(request);
  }
}
