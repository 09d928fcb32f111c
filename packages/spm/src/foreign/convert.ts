import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

import type { ArtifactCache } from '../artifacts/cache.ts';
import { SpmError, systemError } from '../errors.ts';
import { findConversion, keepConversion, type ConversionInput } from './conversions.ts';
import type { Converted } from './converted.ts';
import type { ForeignKind, Layout, SourceFile } from './kind.ts';
import { kindOf } from './kinds.ts';
import { modesOf } from './modes.ts';
import { Spool } from './spool.ts';
import { writePac } from './write-pac.ts';

export interface ForeignSource extends ConversionInput {
  readonly path: string;
  /** Bytes that the package may unpack to. */
  readonly limit?: number;
}

const DEFAULT_LIMIT = 16 * 1024 ** 3;
const HEAD_BYTES = 512;

/** Converts a foreign package, or finds the conversion in the cache. @throws SpmError as `convertAnew` */
export async function convert(cache: ArtifactCache, source: ForeignSource): Promise<Converted> {
  return findConversion(cache, source) ?? (await convertAnew(cache, source));
}

/**
 * Converts a foreign package into the cache. The same source gives the same archive anywhere.
 *
 * @throws SpmError `package-kind-unknown`; `package-malformed`, `stream-corrupt`, `size-limit` (exit 6);
 *   `entry-unsupported`, `path-denied` (exit 11), with the member as subject; or of exit 12. The message names the file.
 */
export async function convertAnew(cache: ArtifactCache, source: ForeignSource): Promise<Converted> {
  const file = openSource(source);
  try {
    const kind = kindOf(file);
    const { layout = {}, limit = DEFAULT_LIMIT } = source;
    const converted = await writeConversion(cache, { file, kind, layout, limit });
    keepConversion(cache, source, converted, kind);
    return converted;
  } catch (error) {
    throw naming(file.name, error);
  } finally {
    closeSync(file.fd);
  }
}

interface Conversion {
  readonly file: SourceFile;
  readonly kind: ForeignKind;
  readonly layout: Layout;
  readonly limit: number;
}

async function writeConversion(
  cache: ArtifactCache,
  { file, kind, layout, limit }: Conversion,
): Promise<Converted> {
  using pac = cache.temporary();
  using spoolFile = cache.temporary();
  let spool: Spool | undefined;
  try {
    const { root, contents, ...rest } = await kind.stage(file, {
      layout,
      limit,
      spool: () => (spool = new Spool(spoolFile.path, limit)),
    });
    const written = await writePac(root, contents, pac.path);
    return { pac: cache.adopt(pac.path, written.sha256), ...written, modes: modesOf(root), ...rest };
  } finally {
    spool?.close();
  }
}

function openSource({ path, name }: ForeignSource): SourceFile {
  try {
    const fd = openSync(path, 'r');
    const head = Buffer.alloc(HEAD_BYTES);
    const length = readSync(fd, head, 0, HEAD_BYTES, 0);
    return { name, fd, size: fstatSync(fd).size, head: head.subarray(0, length) };
  } catch (error) {
    throw systemError(error, path);
  }
}

/** The same error with the file's name in front of what is wrong inside. */
function naming(name: string, error: unknown): unknown {
  if (!(error instanceof SpmError) || error.message.startsWith(name)) return error;
  const { code, message, subject = name, hint, details, cause } = error;
  return new SpmError(code, `${name}: ${message}`, {
    subject,
    ...(hint !== undefined && { hint }),
    details: { ...details, file: name },
    cause: cause ?? error,
  });
}
