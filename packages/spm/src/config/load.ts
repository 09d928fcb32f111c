import { readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';

import { replaceFile } from '../durable.ts';
import { errnoOf, systemError } from '../errors.ts';
import type { Paths } from './paths.ts';
import type { Config } from './schema.ts';

/**
 * The configuration file of a root; `{}` when there is none.
 *
 * A valid text is kept beside what it means (`Paths.compiledConfig`), so that the schema is loaded only for a text that was not
 * seen before.
 *
 * @throws SpmError `config-invalid` with file, line and column.
 */
export async function loadConfig(paths: Paths): Promise<Config> {
  const text = readText(paths.config);
  if (text === undefined) return {};
  return compiledConfig(paths, text) ?? (await import('./validate.ts')).validateConfig(paths.config, text);
}

interface Compiled {
  /** The file, to the letter. */
  readonly text: string;
  readonly config: Config;
}

/** Keeps the current configuration in its validated form; best done by commands that write anyway. */
export async function compileConfig(paths: Paths): Promise<void> {
  const text = readText(paths.config);
  if (text === undefined || compiledConfig(paths, text) !== undefined) return;
  const { validateConfig } = await import('./validate.ts');
  const compiled: Compiled = { text, config: validateConfig(paths.config, text) };
  try {
    await mkdir(dirname(paths.compiledConfig), { recursive: true });
  } catch (error) {
    throw systemError(error, paths.compiledConfig);
  }
  await replaceFile(paths.compiledConfig, JSON.stringify(compiled));
}

function compiledConfig(paths: Paths, text: string): Config | undefined {
  const compiled = readText(paths.compiledConfig);
  if (compiled === undefined) return undefined;
  try {
    const { text: seen, config } = JSON.parse(compiled) as Compiled;
    return seen === text ? config : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** The text of a file; undefined when there is none. */
export function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return undefined;
    throw systemError(error, file);
  }
}
