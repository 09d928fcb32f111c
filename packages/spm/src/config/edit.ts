import { chown, mkdir, realpath, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

import { replaceFile } from '../durable.ts';
import { errnoOf, SpmError, systemError } from '../errors.ts';
import { readText } from './read-text.ts';
import { validateConfig } from './validate.ts';

const ATTEMPTS = 10;

/**
 * Edits the configuration file as text, so that comments and layout stay. What another program puts in its place meanwhile is
 * edited in turn, not lost. The file is created when there is none; its mode and owner are kept.
 *
 * @param edit a pure function from text to text.
 * @throws SpmError `config-invalid` when the file is not or would not be valid; nothing is written then.
 */
export async function editConfig(path: string, edit: (text: string) => string): Promise<void> {
  const file = await resolved(path);
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const text = readText(file) ?? '';
    const edited = validEdit(path, text, edit);
    if (edited === text) return;
    if ((readText(file) ?? '') === text) return writeBack(file, edited);
  }
  throw new SpmError('io-failed', `${path} is changed by another program all the time`, { subject: path });
}

/** Checks what `editConfig` would write, and writes nothing. */
export function previewConfig(path: string, edit: (text: string) => string): void {
  validEdit(path, readText(path) ?? '', edit);
}

/** The edited text. What is wrong is told of the file, with its line, or else of the edit, which has none. */
function validEdit(path: string, text: string, edit: (text: string) => string): string {
  try {
    const edited = edit(text);
    validateConfig(path, edited);
    return edited;
  } catch (error) {
    validateConfig(path, text);
    throw error instanceof SpmError && error.code === 'config-invalid' ? withoutPlace(error, path) : error;
  }
}

function withoutPlace({ details, hint }: SpmError, path: string): SpmError {
  const options = { subject: path, ...(hint !== undefined && { hint }) };
  return new SpmError('config-invalid', String(details?.['reason']), options);
}

/** The file behind a symbolic link, so that the link stays. */
async function resolved(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return path;
    throw systemError(error, path);
  }
}

async function writeBack(file: string, text: string): Promise<void> {
  try {
    await mkdir(dirname(file), { recursive: true });
    const stats = await stat(file).catch(() => undefined);
    await replaceFile(file, text, stats === undefined ? 0o644 : stats.mode & 0o7777);
    if (stats !== undefined) await chown(file, stats.uid, stats.gid).catch(() => undefined);
  } catch (error) {
    throw systemError(error, file);
  }
}
