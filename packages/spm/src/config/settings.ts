import type { Environment } from './environment.ts';
import { environmentValues } from './environment.ts';
import type { Key, Value, Values } from './keys.ts';
import { DEFAULTS, KEYS } from './keys.ts';
import type { Config, RepositoryEntry } from './schema.ts';

/** Everything that is configured, with defaults, environment and options applied. */
export interface Settings {
  readonly arch: string;
  readonly foreignArchs: readonly string[];
  readonly recommends: boolean;
  /** Best first. */
  readonly repositories: readonly RepositoryEntry[];
  readonly network: NetworkSettings;
}

export interface NetworkSettings {
  readonly ca: string | undefined;
  /** Milliseconds. */
  readonly timeout: number;
  readonly retries: number;
  readonly parallel: number;
  readonly offline: boolean;
  readonly authWarn: boolean;
  readonly maxIndexBytes: number;
}

/** Where a value comes from; a later source overrides an earlier one. */
export const SOURCES = ['default', 'file', 'environment', 'option'] as const;
export type Source = (typeof SOURCES)[number];

/** What each source says. */
export interface Layers {
  readonly file: Config;
  readonly environment: Environment;
  /** What the command line's options set. */
  readonly options: Values;
}

export interface Effective {
  readonly value: Value;
  readonly source: Source;
}

/** Every setting with its source. @throws SpmError `config-invalid` for a variable that cannot be read. */
export function effectiveValues(layers: Layers): Record<Key, Effective> {
  const bySource: Record<Source, Values> = {
    default: DEFAULTS,
    file: valuesOf(layers.file),
    environment: environmentValues(layers.environment),
    option: layers.options,
  };
  const effective = (key: Key): Effective => {
    const source = SOURCES.findLast((candidate) => bySource[candidate][key] !== undefined) ?? 'default';
    return { source, value: bySource[source][key] ?? DEFAULTS[key] };
  };
  return Object.fromEntries(KEYS.map((key) => [key, effective(key)])) as Record<Key, Effective>;
}

/** @throws SpmError `config-invalid` for a variable that cannot be read. */
export function settingsOf(layers: Layers): Settings {
  const effective = effectiveValues(layers);
  const get = <K extends Key>(key: K) => effective[key].value as (typeof DEFAULTS)[K];
  return {
    arch: get('arch'),
    foreignArchs: get('foreign-archs'),
    recommends: get('recommends'),
    repositories: layers.file.repositories ?? [],
    network: {
      ca: get('network.ca') || undefined,
      timeout: get('network.timeout') * 1000,
      retries: get('network.retries'),
      parallel: get('network.parallel'),
      offline: get('network.offline'),
      authWarn: get('network.auth-warn'),
      maxIndexBytes: get('network.max-index-bytes'),
    },
  };
}

function valuesOf({ network, arch, recommends, 'foreign-archs': foreignArchs }: Config): Values {
  const fromNetwork = Object.entries(network ?? {}).map(([key, value]) => [`network.${key}`, value]);
  return {
    ...(arch !== undefined && { arch }),
    ...(recommends !== undefined && { recommends }),
    ...(foreignArchs !== undefined && { 'foreign-archs': foreignArchs }),
    ...Object.fromEntries(fromNetwork),
  };
}
