export { parseValue, valueAt, withValue } from './access.ts';
export { variableOf } from './environment.ts';
export { isKey, KEYS, type Key, type Value, type Values } from './keys.ts';
export { loadConfig } from './load.ts';
export { type Paths, pathsUnder } from './paths.ts';
export type { Config, RepositoryEntry } from './schema.ts';
export { effectiveValues, type NetworkSettings, type Settings, settingsOf } from './settings.ts';
