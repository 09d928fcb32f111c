import type { Paths } from './paths.ts';
import { readText } from './read-text.ts';
import type { Config } from './schema.ts';

/**
 * The configuration file of a root; `{}` when there is none.
 *
 * A valid text is kept beside what it means (`compile.ts`), so that the schema is loaded only for a text that was not seen before.
 *
 * @throws SpmError `config-invalid` with file, line and column.
 */
export async function loadConfig(paths: Paths): Promise<Config> {
  const text = readText(paths.config);
  if (text === undefined) return {};
  return compiledConfig(paths, text) ?? (await import('./validate.ts')).validateConfig(paths.config, text);
}

/** What is kept of the text that was last found valid. */
export interface CompiledConfig {
  /** The file, to the letter. */
  readonly text: string;
  readonly config: Config;
}

/** What a text means, if it is the one that was last found valid. */
export function compiledConfig(paths: Paths, text: string): Config | undefined {
  const compiled = readText(paths.compiledConfig);
  if (compiled === undefined) return undefined;
  try {
    const known = JSON.parse(compiled) as CompiledConfig | null;
    return known?.text === text ? known.config : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
