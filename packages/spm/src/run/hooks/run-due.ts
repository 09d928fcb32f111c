import fs from 'node:fs';
import path from 'node:path';

import type { Warning } from '../../errors.ts';
import { partsOf } from '../../package/package.ts';
import type { Trigger } from '../../package/step.ts';
import { SCRIPT_FILE } from '../../state/layout.ts';
import type { StateStore } from '../../state/store.ts';
import { applyMerge } from '../config/apply-merge.ts';
import type { HookOutcome, RunListener } from '../events.ts';
import { readDue, writeDue, type DueScript } from './due.ts';
import { insideOf, runInside, type Inside } from './inside.ts';

/**
 * Does what a committed transaction left to do: merges of configuration, then maintainer scripts, then triggers. What fails
 * stays due, for `recover`.
 * @returns what failed.
 */
export async function runDue(store: StateStore, emit: RunListener): Promise<readonly HookOutcome[]> {
  const due = readDue(store);
  for (const merge of due.merges) {
    if (!applyMerge(store.root, merge))
      emit({ type: 'warning', warning: notMerged(merge.path, merge.newDefault) });
  }
  const programs = new Programs(store.root, emit);
  const scripts = await failingAtLast(due.scripts, (script) => programs.script(script));
  const triggers = await failing(due.triggers, (trigger) => programs.trigger(trigger));
  const failed = [...scripts, ...triggers];
  await writeDue(store, { merges: [], scripts: scripts.map(taskOf), triggers: triggers.map(taskOf) });
  return failed.map(({ outcome }) => outcome);
}

/** Runs a script now. @returns its outcome when it failed. */
export async function runScript(
  root: string,
  script: DueScript,
  emit: RunListener,
): Promise<HookOutcome | undefined> {
  return new Programs(root, emit).script(script);
}

/** Something that was to be done, and how it went wrong. */
interface Failed<T> {
  readonly task: T;
  readonly outcome: HookOutcome;
}

/** @returns how it went wrong */
type Perform<T> = (task: T) => Promise<HookOutcome | undefined>;

async function failing<T>(tasks: readonly T[], perform: Perform<T>): Promise<readonly Failed<T>[]> {
  const failed: Failed<T>[] = [];
  for (const task of tasks) {
    const outcome = await perform(task);
    if (outcome !== undefined) failed.push({ task, outcome });
  }
  return failed;
}

/**
 * What fails is tried again as long as something else succeeds: packages that everything needs may need each other's
 * scripts without saying so, and a script may be called again after it failed (Debian policy §6.2).
 */
async function failingAtLast<T>(tasks: readonly T[], perform: Perform<T>): Promise<readonly Failed<T>[]> {
  const failed = await failing(tasks, perform);
  return failed.length === 0 || failed.length === tasks.length
    ? failed
    : failingAtLast(failed.map(taskOf), perform);
}

function taskOf<T>({ task }: Failed<T>): T {
  return task;
}

class Programs {
  readonly #root: string;
  readonly #emit: RunListener;
  #inside: Inside | undefined | null = null;

  constructor(root: string, emit: RunListener) {
    this.#root = root;
    this.#emit = emit;
  }

  trigger({ name, command }: Trigger): Promise<HookOutcome | undefined> {
    return this.#run(name, command);
  }

  /** The script lies in the tree's state while it runs, so its own first line chooses the interpreter. */
  async script(script: DueScript): Promise<HookOutcome | undefined> {
    const { name, content, package: id, arguments: words } = script;
    const file = path.join(this.#root, SCRIPT_FILE);
    fs.writeFileSync(file, content, { encoding: 'latin1', mode: 0o700 });
    try {
      return await this.#run(`${id}.${name}`, [`/${SCRIPT_FILE}`, ...words], environmentOf(script));
    } finally {
      fs.rmSync(file, { force: true });
    }
  }

  /** @returns how it went wrong */
  async #run(
    name: string,
    command: readonly string[],
    environment?: Readonly<Record<string, string>>,
  ): Promise<HookOutcome | undefined> {
    if (this.#inside === null) this.#inside = insideOf(this.#root);
    if (this.#inside === undefined) {
      this.#emit({ type: 'warning', warning: notEntered(name) });
      return undefined;
    }
    const { status, output } = await runInside(this.#inside, command, environment);
    if (status === 'missing') return undefined;
    const outcome: HookOutcome = { name, command, status, output };
    this.#emit({ type: 'hook', hook: outcome });
    return status === 0 ? undefined : outcome;
  }
}

/** What dpkg(1) tells maintainer scripts. */
function environmentOf({ name, package: id, architecture }: DueScript): Readonly<Record<string, string>> {
  return {
    DPKG_MAINTSCRIPT_PACKAGE: partsOf(id).name,
    DPKG_MAINTSCRIPT_PACKAGE_REFCOUNT: '1',
    DPKG_MAINTSCRIPT_ARCH: architecture,
    DPKG_MAINTSCRIPT_NAME: name,
    DPKG_ROOT: '',
    DEBIAN_FRONTEND: 'noninteractive',
  };
}

function notMerged(file: string, newDefault: string): Warning {
  return {
    code: 'config-changed',
    subject: file,
    message: `/${file} was changed once more and stays; the new default is /${newDefault}`,
  };
}

function notEntered(name: string): Warning {
  return {
    code: 'hook-skipped',
    subject: name,
    message: `${name} was not run: only root can run programs inside another root`,
  };
}
