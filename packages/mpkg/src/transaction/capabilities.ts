import { MpkgError, type MpkgErrorCode } from '../errors.ts';
import { bytesOfText, fsPath, textOfBytes } from '../bytes.ts';

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

/** What a shell ends with when there is no such program. */
const NOT_FOUND = 127;

function setcap(args: readonly string[], file: string, subject: string): { status: number; said: string } {
  const { spawnSync } = process.getBuiltinModule('node:child_process');
  const [program, ...words] = commandLine(args, file);
  const { status, stderr, error } = spawnSync(program, words, {
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
  });
  if (error === undefined && status !== NOT_FOUND) return { status: status ?? 1, said: stderr.trim() };
  throw new MpkgError('tool-missing', `${subject}: setcap, which capabilities need, cannot be run`, {
    subject,
    hint: 'install libcap2-bin (setcap)',
    cause: error,
  });
}

/** Takes a path as octal escapes; the last byte is not its own, so that a newline at its end stays. */
const BY_SHELL = 'path=$(printf %bx "$1"); shift; exec setcap "$@" "${path%x}"';

/** Arguments of a program that is started are text: a path that is not UTF-8 is put together by the shell. */
function commandLine(args: readonly string[], file: string): [program: string, ...args: string[]] {
  const text = fsPath(file).toString();
  if (bytesOfText(text) === file) return ['setcap', ...args, text];
  const escaped = file.replaceAll(
    /[^\w/.]/g,
    (byte) => `\\0${byte.charCodeAt(0).toString(8).padStart(3, '0')}`,
  );
  return ['sh', '-c', BY_SHELL, 'sh', escaped, ...args];
}
