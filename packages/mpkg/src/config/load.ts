import { readInput } from '../tree/read-input.ts';
import type { Configuration } from './configuration.ts';
import { parseConfiguration } from './parse.ts';

/**
 * The configuration that is named on the command line, for the running system.
 * @throws MpkgError `config-invalid`, and as `readInput`
 */
export async function loadConfiguration(file: string, signal?: AbortSignal): Promise<Configuration> {
  return parseConfiguration(await readInput(file, signal), file);
}
