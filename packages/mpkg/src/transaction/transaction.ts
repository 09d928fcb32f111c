import path from 'node:path';
import { checkpoint, reasonFor } from '../interruption.ts';
import { openPac } from '../archive/open-pac.ts';
import { bytesOfText, type Bytes } from '../bytes.ts';
import { findPac } from '../config/find-pac.ts';
import { MpkgError } from '../errors.ts';
import { Draft, type PlannedDeployment } from '../plan/draft.ts';
import { holdDirectories, madeTops } from '../plan/mark.ts';
import {
  arrivingIn,
  grouped,
  leavingIn,
  planOperations,
  type Changes,
  type OperationPlan,
} from '../plan/operations.ts';
import { OperationList } from '../plan/operation-list.ts';
import type { RemovePlan } from '../plan/remove-plan.ts';
import type { DeployRequest, RemoveRequest } from '../plan/requests.ts';
import { ioError } from '../tree/io-error.ts';
import { OpenDirectories } from '../tree/open-directories.ts';
import type { Place } from '../tree/place.ts';
import { removeTree } from '../tree/remove-tree.ts';
import { Attachments } from './attachments.ts';
import { commit } from './commit.ts';
import type { StagedPackage } from './content-stager.ts';
import type { Ground } from './ground.ts';
import { recordedModes } from './modes.ts';
import type { Session } from './session.ts';
import { modesOf, stageDeployment, type Staging, type Subject } from './stage-deployment.ts';
import { Stages } from './stages.ts';
import { StateChanges } from './state-changes.ts';
import { tidy, warnOfDeployment, warnOfRemoval, warnOfSaved } from './warnings.ts';
import { WriteBehind } from './write-behind.ts';

/** A deployment whose contents are staged. */
interface Staged extends Subject {
  readonly replaced: PlannedDeployment['replaced'];
  readonly contents: StagedPackage;
  /** Directories of the package that were made for packages. */
  readonly directories: readonly Bytes[];
}

/**
 * Deployments and removals that become real together or not at all. Each call plans on what the calls before it leave, so a
 * path may move from one package to another within a transaction. After an error only `abort` is possible, unless it says otherwise.
 */
export class Transaction implements AsyncDisposable {
  readonly #session: Session;
  readonly #draft: Draft;
  readonly #stages: Stages;
  readonly #state: StateChanges;
  readonly #attachments: Attachments;
  readonly #writeBehind: WriteBehind;
  /** The directories of what arrives by itself. */
  readonly #arrivals = new Set<Place>();
  /** The topmost directories that the package before made. */
  #made: Bytes[] = [];
  /** From the first stage to the last arrival. */
  readonly #window: [from: number, to: number] = [0, 0];
  #status: 'open' | 'spoilt' | 'closed' = 'open';

  /** The session is the transaction's from here on. */
  constructor(session: Session) {
    const { disk, workspace, state, stageMark } = session;
    const { view, home } = workspace;
    this.#session = session;
    this.#draft = new Draft(workspace);
    this.#stages = new Stages({ disk, view, prefix: home.directory, owner: stageMark });
    this.#state = new StateChanges({ disk, view, stages: this.#stages }, view.at(state));
    this.#attachments = new Attachments(disk, workspace, this.#stages);
    this.#writeBehind = new WriteBehind(disk, () => this.#durableStages());
  }

  /**
   * Plans a deployment and stages its contents.
   * @throws MpkgError `file-not-found`, `already-deployed`, `path-denied`, `link-escapes`, `file-conflict`; what is wrong with
   *   the archive; `no-space` and the like; `interrupted`. A `file-conflict` leaves the transaction as it was.
   */
  async deploy(request: DeployRequest): Promise<PlannedDeployment> {
    let isPlanned = false;
    const deploy = async (): Promise<PlannedDeployment> => {
      const file = findPac(request.pac, this.#draft.group(request.group));
      const sha256 = request.isVerified === true ? undefined : request.sha256;
      // The places of many packages would take more memory than all the rest.
      for (const directory of this.#made.splice(0)) this.#session.workspace.view.freeze(directory);
      await using pac = await openPac(file, { sha256 });
      const planned = this.#draft.deploy(request, file, pac.index);
      isPlanned = true;
      this.#tellOf(planned);
      const directories = holdDirectories(this.#draft.counts, planned.plan);
      const { plan, replaced } = planned;
      const modes = modesOf(request, pac, this.#session.workspace);
      const contents = await stageDeployment(this.#staging(), { plan, pac, request, modes });
      for (const directory of contents.arrivals) this.#arrivals.add(directory);
      this.#made = madeTops(planned.plan);
      this.#record({ plan, replaced, pac, request, modes, contents, directories });
      return planned;
    };
    return this.#attempt(deploy, (error) => !isPlanned && isConflict(error));
  }

  /**
   * Has the files of a package leave already, so that others can take their places before it is replaced or removed itself. That
   * has to follow.
   * @throws MpkgError `package-not-found`, `state-malformed`
   */
  async vacate(request: RemoveRequest): Promise<void> {
    await this.#attempt(() => this.#draft.vacate(request));
  }

  /** @throws MpkgError `package-not-found`, `state-malformed` */
  async remove(request: RemoveRequest): Promise<RemovePlan> {
    return this.#attempt(() => {
      const plan = this.#draft.remove(request);
      this.#session.onEvent({ type: 'remove-planned', plan });
      warnOfRemoval(plan, this.#session.onEvent);
      this.#state.forget(plan.record);
      return plan;
    });
  }

  /**
   * Has a file of the caller's own, given from the root or prefix, replaced in the same step as everything else. Its
   * directory exists.
   * @throws MpkgError `file-not-found`, `file-conflict`; `no-space` and the like
   */
  async attach(file: Bytes, content: Uint8Array): Promise<void> {
    await this.#attempt(() => this.#attachments.add(file, content));
  }

  /** Makes everything real, durably unless told otherwise, and closes. @throws MpkgError as `commit` of ./commit.ts */
  async commit(): Promise<void> {
    try {
      await this.#attempt(() => this.#commit());
    } finally {
      this.abort();
    }
  }

  /** Closes, and drops what was staged and not committed. Never throws. */
  abort(): void {
    if (this.#status === 'closed') return;
    this.#status = 'closed';
    const { disk, workspace, journalFile, release, onEvent } = this.#session;
    tidy(onEvent, () => {
      if (journalFile.exists) return;
      for (const { path: stage } of this.#stages.all) removeTree(disk, workspace.view.absolute(stage));
    });
    release();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.abort();
  }

  /** @param isHarmless whether the step changed nothing before that error */
  async #attempt<T>(
    step: () => T | Promise<T>,
    isHarmless: (error: unknown) => boolean = () => false,
  ): Promise<T> {
    if (this.#status !== 'open') throw new TypeError(`the transaction is ${this.#status}`);
    try {
      await checkpoint(this.#session.signal);
      return await step();
    } catch (error) {
      if (!isHarmless(error)) this.#status = 'spoilt';
      throw ioError(await reasonFor(error, this.#session.signal));
    }
  }

  #tellOf({ plan, replaced }: PlannedDeployment): void {
    const { onEvent } = this.#session;
    if (replaced !== undefined) onEvent({ type: 'remove-planned', plan: replaced });
    onEvent({ type: 'deploy-planned', plan });
    if (plan.configuration.length > 0) warnOfDeployment(plan, onEvent);
  }

  #staging(): Staging {
    return {
      session: this.#session,
      stages: this.#stages,
      writeBehind: this.#writeBehind,
      window: this.#window,
    };
  }

  #record({ plan, replaced, pac, request, modes, contents, directories }: Staged): void {
    const file = bytesOfText(path.resolve(pac.path));
    const origin = { file, size: pac.storedBytes, sha256: request.sha256 ?? null };
    const keptPac = plan.skipped.length > 0;
    if (replaced !== undefined) this.#state.forget(replaced.record);
    this.#state.record({
      group: plan.group,
      name: plan.name,
      prefix: plan.prefix,
      pac: request.carries === true && replaced !== undefined ? replaced.record.pac : origin,
      keptPac,
      skips: plan.skips,
      skipped: plan.skipped,
      configuration: plan.configuration,
      directories,
      elsewhere: plan.elsewhere,
      modes: recordedModes(modes, pac.index),
      leaves: contents.leaves,
    });
    if (keptPac) this.#state.keepPac(plan, file);
  }

  async #commit(): Promise<void> {
    const { workspace, onEvent } = this.#session;
    const { counts, departures, isComplete } = this.#draft;
    if (!isComplete) throw new TypeError('what was vacated is neither replaced nor removed');
    if (counts.changed) this.#state.counts(counts.format());
    const abandoned = counts.abandoned().map((directory) => workspace.view.at(directory));
    const tree = this.#operations(
      { arrivals: arrivingIn(this.#arrivals), departures: leavingIn(departures), abandoned },
      (place) => this.#stages.at(place).traits.movesDirectories,
    );
    // Each file of the state leaves by itself: what may not leave, such as an immutable one, is noticed before the commit.
    const state = this.#operations(
      {
        arrivals: grouped([...this.#state.arrivals, ...this.#attachments.arrivals]),
        departures: this.#state.departures,
        abandoned: this.#state.abandoned,
      },
      () => false,
    );
    const stages = this.#stages.all;
    const journal = {
      stages: stages.map((stage) => stage.path),
      operations: OperationList.all([tree.operations, state.operations]),
      prune: [...tree.prune, ...state.prune],
    };
    if (journal.operations.length === 0) return;
    await this.#writeBehind.settle();
    const ground = this.#ground(journal.stages);
    try {
      await commit({
        ...this.#session,
        view: workspace.view,
        ground,
        stages,
        journal,
        treeOperations: tree.operations,
        stateOperations: state.operations,
        beforeState: (publishedAt) => {
          this.#window[0] = Math.min(...stages.map(({ madeAt }) => madeAt));
          this.#window[1] = publishedAt ?? 0;
          this.#state.stage();
        },
      });
    } finally {
      ground.directories.close();
    }
    warnOfSaved(ground, tree.operations, onEvent);
  }

  #durableStages(): string[] {
    const { view } = this.#session.workspace;
    const durable = this.#stages.all.filter(({ traits }) => traits.durable);
    return durable.map(({ path: stage }) => view.absolute(stage));
  }

  #operations(changes: Changes, movesDirectories: (place: Place) => boolean): OperationPlan {
    const { view } = this.#session.workspace;
    return planOperations(changes, {
      names: (directory) => view.names(directory),
      trash: (place) => this.#stages.trash(place),
      movesDirectories,
      isFree: (directory, name) => {
        const { before, after } = view.child(directory, name);
        return before === 'absent' && after === 'absent';
      },
    });
  }

  #ground(stages: readonly Bytes[]): Ground {
    const { disk, workspace } = this.#session;
    const { view } = workspace;
    const root = view.absolute('').replace(/\/$/, '');
    return { disk, absolute: (at) => view.absolute(at), directories: new OpenDirectories(root), stages };
  }
}

function isConflict(error: unknown): boolean {
  return error instanceof MpkgError && error.code === 'file-conflict';
}
