import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';

import { replaceFile } from '../durable.ts';
import { systemError } from '../errors.ts';
import type { CompiledConfig } from './load.ts';
import { compiledConfig } from './load.ts';
import type { Paths } from './paths.ts';
import { readText } from './read-text.ts';

/** Keeps the current configuration in its validated form; for commands that write anyway. */
export async function compileConfig(paths: Paths): Promise<void> {
  const text = readText(paths.config);
  if (text === undefined || compiledConfig(paths, text) !== undefined) return;
  const { validateConfig } = await import('./validate.ts');
  const compiled: CompiledConfig = { text, config: validateConfig(paths.config, text) };
  try {
    await mkdir(dirname(paths.compiledConfig), { recursive: true });
  } catch (error) {
    throw systemError(error, paths.compiledConfig);
  }
  await replaceFile(paths.compiledConfig, JSON.stringify(compiled));
}
