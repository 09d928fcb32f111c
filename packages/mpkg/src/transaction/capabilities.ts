import { MpkgError, type MpkgErrorCode } from '../errors.ts';
import { fsPath, textOfBytes } from '../bytes.ts';

/**
 * Gives a file its capabilities, by setcap(8), since Node knows no extended attributes.
 * @param subject what the file is called in errors
 * @throws MpkgError `tool-missing`; `table-invalid` when there are no such capabilities; `no-permission`, `io-failed`
 */
export function setCapabilities(file: string, capabilities: string, subject: string): void {
  const { status, said } = setcap([capabilities], file, subject);
  if (status === 0) return;
  const [code] = CODES.find(([, words]) => words.test(said)) ?? ['io-failed'];
  throw new MpkgError(code, `${subject}: setcap ${capabilities}: ${said.split('\n', 1)[0]}`, { subject });
}

/** What setcap says of each failure, first of all that it does not know a name. */
const CODES: readonly (readonly [MpkgErrorCode, RegExp])[] = [
  ['table-invalid', /^fatal error: Invalid argument/],
  ['no-permission', /not permitted/],
];

/** Whether a file has these capabilities and no others. @throws MpkgError `tool-missing` */
export function hasCapabilities(file: string, capabilities: string): boolean {
  return setcap(['-q', '-v', capabilities], file, textOfBytes(file)).status === 0;
}

function setcap(args: readonly string[], file: string, subject: string): { status: number; said: string } {
  const { spawnSync } = process.getBuiltinModule('node:child_process');
  const { status, stderr, error } = spawnSync('setcap', [...args, fsPath(file).toString()], {
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
  });
  if (error === undefined) return { status: status ?? 1, said: stderr.trim() };
  throw new MpkgError('tool-missing', `${subject}: setcap, which capabilities need, cannot be run`, {
    subject,
    hint: 'install libcap2-bin (setcap)',
    cause: error,
  });
}
