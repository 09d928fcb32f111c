import fs from 'node:fs';
import path from 'node:path';

import type { Warning } from '../../errors.ts';
import type { Trigger } from '../../plan/plan.ts';
import { SCRIPT_FILE } from '../../state/layout.ts';
import type { StateStore } from '../../state/store.ts';
import { applyMerge } from '../config/apply-merge.ts';
import type { HookOutcome, RunListener } from '../events.ts';
import { readDue, writeDue, type Due, type DueScript } from './due.ts';
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
  const scripts = await programs.failing(due.scripts, (script) => programs.script(script));
  const triggers = await programs.failing(due.triggers, (trigger) => programs.trigger(trigger));
  await writeDue(store, { merges: [], scripts, triggers } satisfies Due);
  return programs.failures;
}

/** Runs a script now. @returns its outcome when it failed. */
export async function runScript(
  root: string,
  script: DueScript,
  emit: RunListener,
): Promise<HookOutcome | undefined> {
  const programs = new Programs(root, emit);
  await programs.script(script);
  return programs.failures[0];
}

class Programs {
  readonly failures: HookOutcome[] = [];
  readonly #root: string;
  readonly #inside: Inside | undefined;
  readonly #emit: RunListener;

  constructor(root: string, emit: RunListener) {
    this.#root = root;
    this.#inside = insideOf(root);
    this.#emit = emit;
  }

  /** Those of the tasks that fail. */
  async failing<T>(tasks: readonly T[], perform: (task: T) => Promise<boolean>): Promise<T[]> {
    const failed: T[] = [];
    for (const task of tasks) if (!(await perform(task))) failed.push(task);
    return failed;
  }

  async trigger({ name, command }: Trigger): Promise<boolean> {
    return await this.#run(name, command);
  }

  /** The script lies in the tree's state while it runs, so its own first line chooses the interpreter. */
  async script({ name, content, package: id, arguments: words }: DueScript): Promise<boolean> {
    const file = path.join(this.#root, SCRIPT_FILE);
    fs.writeFileSync(file, content, { encoding: 'latin1', mode: 0o700 });
    try {
      return await this.#run(`${id}.${name}`, [`/${SCRIPT_FILE}`, ...words], {
        DPKG_MAINTSCRIPT_PACKAGE: id,
        DPKG_MAINTSCRIPT_NAME: name,
        DEBIAN_FRONTEND: 'noninteractive',
      });
    } finally {
      fs.rmSync(file, { force: true });
    }
  }

  async #run(
    name: string,
    command: readonly string[],
    environment?: Readonly<Record<string, string>>,
  ): Promise<boolean> {
    if (this.#inside === undefined) {
      this.#emit({ type: 'warning', warning: notEntered(name) });
      return true;
    }
    const { status, output } = await runInside(this.#inside, command, environment);
    if (status === 'missing') return true;
    const outcome: HookOutcome = { name, command, status, output };
    this.#emit({ type: 'hook', hook: outcome });
    if (status === 0) return true;
    this.failures.push(outcome);
    return false;
  }
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
