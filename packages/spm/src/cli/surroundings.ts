import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

import { UsageError, type Call } from '@mpkg/cli';

import { SpmError } from '../errors.ts';
import type { Key, Paths, Settings, Value, Values } from '../config/index.ts';
import { loadConfig, pathsUnder, settingsOf } from '../config/index.ts';

/**
 * Where a call works: the root, or the prefix that takes its place.
 * @throws UsageError when both are named; SpmError `file-not-found` for one that is not there, lest a slip of the pen make a new system
 */
export function rootOf({ options, cwd }: Pick<Call, 'options' | 'cwd'>): string {
  if (options.root !== undefined && options.prefix !== undefined)
    throw new UsageError('--root and --prefix exclude each other');
  const root = resolve(cwd, options.root ?? options.prefix ?? '/');
  if (existsSync(root)) return root;
  throw new SpmError('file-not-found', `${root}: no such directory`, {
    subject: root,
    hint: `mkdir -p ${root}`,
  });
}

export function pathsOf(call: Pick<Call, 'options' | 'cwd'>): Paths {
  return pathsUnder(rootOf(call));
}

/** The settings of a call: its options, then the environment, then the file, then defaults. */
export async function settingsFor(call: Call, options: Values = {}): Promise<Settings> {
  const file = await loadConfig(pathsOf(call));
  return settingsOf({ file, environment: call.env, options: optionValues(call, options) });
}

/** What the options that every command takes set, and those of the command itself. */
export function optionValues({ options }: Pick<Call, 'options'>, more: Values = {}): Values {
  const values: Partial<Record<Key, Value>> = { ...more };
  if (options.offline) values['network.offline'] = true;
  return values;
}
