import { arch as nodeArchitecture } from 'node:process';

/** The machine's architecture as packages name it. */
const HOST: Readonly<Record<string, string>> = { x64: 'amd64', ia32: 'i686', arm: 'armhf' };

/** Every setting by its key in `config.json`, with its default. An environment variable and `config get` know each of them. */
export const DEFAULTS = {
  arch: HOST[nodeArchitecture] ?? nodeArchitecture,
  'foreign-archs': [] as readonly string[],
  recommends: true,
  'network.ca': '',
  'network.timeout': 30,
  'network.retries': 2,
  'network.parallel': 6,
  'network.offline': false,
  'network.auth-warn': true,
  'network.max-index-bytes': 1024 * 1024 * 1024,
};

export type Key = keyof typeof DEFAULTS;
export type Value = string | number | boolean | readonly string[];
/** Some settings, by key. */
export type Values = Readonly<Partial<Record<Key, Value>>>;

/** What the schema of `config.json` allows of numbers, for those that the environment sets. */
export const NUMBERS: Readonly<Partial<Record<Key, NumberRange>>> = {
  'network.timeout': { above: 0, most: 3600, isWhole: false },
  'network.retries': { above: -1, most: 20, isWhole: true },
  'network.parallel': { above: 0, most: 64, isWhole: true },
  'network.max-index-bytes': { above: 0, most: Number.MAX_SAFE_INTEGER, isWhole: true },
};

export interface NumberRange {
  /** Not this number itself. */
  readonly above: number;
  readonly most: number;
  readonly isWhole: boolean;
}

export const KEYS = Object.keys(DEFAULTS) as readonly Key[];

export function isKey(text: string): text is Key {
  return Object.hasOwn(DEFAULTS, text);
}
