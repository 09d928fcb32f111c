import { bytesOfText, textOfBytes, type Bytes } from '../bytes.ts';
import { MpkgError } from '../errors.ts';
import { pathToJson, type PathJson } from './path-json.ts';

/**
 * What an archive does not store of one entry. A table of these lives beside the archive, in a repository's index or a file,
 * and a deployer applies it.
 */
export interface ModeRow {
  /** Permission bits, the special ones (07000) included. */
  readonly mode?: number;
  /** A user's number, or a name of the system that is deployed to. */
  readonly owner?: number | string;
  readonly group?: number | string;
  /** As `cap_from_text(3)` reads it, such as `cap_net_raw+ep`. */
  readonly capabilities?: string;
}

export type ModesTable = ReadonlyMap<Bytes, ModeRow>;

/** A row as JSON, as a repository's index has it: the mode in octal, accounts as text. */
export interface ModeRowJson extends PathJson {
  readonly mode?: string;
  readonly owner?: string;
  readonly group?: string;
  readonly capabilities?: string;
}

const ROW_KEYS = new Set(['path', 'pathHex', 'mode', 'owner', 'group', 'capabilities']);

/** The table as a JSON array, in byte order of its paths. */
export function modesToJson(table: ModesTable): ModeRowJson[] {
  const rows = [...table].sort(([a], [b]) => (a < b ? -1 : 1));
  return rows.map(([path, { mode, owner, group, capabilities }]) => ({
    ...pathToJson(path),
    ...(mode !== undefined && { mode: mode.toString(8).padStart(4, '0') }),
    ...(owner !== undefined && { owner: String(owner) }),
    ...(group !== undefined && { group: String(group) }),
    ...(capabilities !== undefined && { capabilities }),
  }));
}

/**
 * Reads a table from JSON text.
 * @param subject what the text is called in errors: a file's path
 * @throws MpkgError `table-invalid`
 */
export function parseModes(text: string, subject: string): ModesTable {
  const fail: Fail = (reason) => {
    throw new MpkgError('table-invalid', `${subject}: ${reason}`, { subject });
  };
  const table = new Map<Bytes, ModeRow>();
  for (const [position, value] of parseArray(text, fail).entries()) {
    const failRow: Fail = (reason) => fail(`row ${position + 1}: ${reason}`);
    const { path, row } = parseRow(value, failRow);
    if (table.has(path)) failRow(`"${textOfBytes(path)}" has a row already`);
    table.set(path, row);
  }
  return table;
}

type Fail = (reason: string) => never;

/** What chown(2) takes for "leave it as it is". */
const NOBODY = 2 ** 32 - 1;

function parseArray(text: string, fail: Fail): readonly unknown[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    fail(`it is not JSON: ${(error as Error).message}`);
  }
  return Array.isArray(value) ? value : fail('it is not a JSON array of rows');
}

function parseRow(value: unknown, fail: Fail): { path: Bytes; row: ModeRow } {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) fail('it is not an object');
  const json = value as Readonly<Record<string, unknown>>;
  const unknown = Object.keys(json).find((key) => !ROW_KEYS.has(key));
  if (unknown !== undefined) fail(`the key "${unknown}" is not known`);
  const { mode, owner, group, capabilities } = json;
  return {
    path: parsePath(json, fail),
    row: {
      ...(mode !== undefined && { mode: parseMode(mode, fail) }),
      ...(owner !== undefined && { owner: parseAccount(owner, 'owner', fail) }),
      ...(group !== undefined && { group: parseAccount(group, 'group', fail) }),
      ...(capabilities !== undefined && { capabilities: parseCapabilities(capabilities, fail) }),
    },
  };
}

function parsePath({ path, pathHex }: Readonly<Record<string, unknown>>, fail: Fail): Bytes {
  if (typeof pathHex === 'string' && path === undefined && /^([0-9a-f]{2})+$/i.test(pathHex)) {
    return Buffer.from(pathHex, 'hex').toString('latin1') as Bytes;
  }
  if (typeof path !== 'string' || path === '' || pathHex !== undefined) fail('it needs one "path"');
  return bytesOfText(path);
}

function parseMode(value: unknown, fail: Fail): number {
  if (typeof value !== 'string' || !/^[0-7]{3,4}$/.test(value)) fail('"mode" is not octal, such as "4755"');
  return Number.parseInt(value, 8);
}

/** Digits alone are a number, as text or not. */
function parseAccount(value: unknown, key: string, fail: Fail): number | string {
  const number = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
  if (typeof number === 'number' && Number.isInteger(number) && number >= 0 && number < NOBODY) return number;
  if (typeof number === 'string' && /^[^\s:/]+$/.test(number)) return number;
  return fail(`"${key}" is neither a number nor a name`);
}

/** cap_from_text(3): clauses of names and operators; a list of names may only be empty before `=`. */
const CLAUSE = '(?:(?:all|cap_[a-z_]+)(?:,cap_[a-z_]+)*(?:[=+-][eip]*)+|=[eip]*(?:[+-][eip]*)*)';
const CAPABILITIES = new RegExp(`^${CLAUSE}(?: ${CLAUSE})*$`);

function parseCapabilities(value: unknown, fail: Fail): string {
  if (typeof value !== 'string' || !CAPABILITIES.test(value))
    fail('"capabilities" are not like "cap_net_raw+ep"');
  return value;
}
