import { codecOfName, type Codec } from '../codec/codec.ts';
import { openEncoder } from '../codec/encoder.ts';
import { MpkgError } from '../errors.ts';
import { archiveBlocks, type ArchiveSource } from './archive-blocks.ts';
import { checkpoint, reasonFor } from '../interruption.ts';
import { OutputFile } from './output-file.ts';

export interface WriteOptions {
  /** Default: what the suffix of the file's name says, else none. */
  readonly codec?: Codec | undefined;
  /** As the codec understands it; see `LEVELS`. */
  readonly level?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Told now and then how many bytes of the plain archive are done. */
  readonly onProgress?: ((bytes: number) => void) | undefined;
}

export interface WrittenArchive {
  readonly file: string;
  readonly codec: Codec;
  readonly entries: number;
  /** Of the file as stored. */
  readonly bytes: number;
  /** SHA-256 of the file as stored, in hexadecimal. */
  readonly sha256: string;
}

/** How much is read between two looks at the signal, and what a compressor is fed. */
const BLOCK_BYTES = 256 * 1024;

/**
 * Writes an archive beside its name, and gives it the name when it is complete and durable.
 * @throws MpkgError `usage`, `codec-unavailable`, `source-changed`, `interrupted`, `terminated`
 */
export async function writeArchive(
  file: string,
  source: ArchiveSource,
  options: WriteOptions,
): Promise<WrittenArchive> {
  const codec = chooseCodec(file, options.codec);
  const encode = await openEncoder(codec, options.level);
  const { createHash } = await import('node:crypto');
  const hash = createHash('sha256');
  using output = new OutputFile(file);
  const blocks = counted(archiveBlocks(source, BLOCK_BYTES), options.onProgress);
  try {
    for await (const bytes of encode(blocks)) {
      hash.update(bytes);
      output.write(bytes);
      await checkpoint(options.signal);
    }
  } catch (error) {
    throw await reasonFor(error, options.signal);
  }
  output.commit();
  return { file, codec, entries: source.index.length, bytes: output.bytes, sha256: hash.digest('hex') };
}

function* counted(
  blocks: Iterable<Uint8Array>,
  onProgress: WriteOptions['onProgress'],
): Generator<Uint8Array> {
  let bytes = 0;
  for (const block of blocks) {
    yield block;
    bytes += block.length;
    onProgress?.(bytes);
  }
}

/** A name that claims another codec would make an archive that readers refuse. */
function chooseCodec(file: string, wanted: Codec | undefined): Codec {
  const claimed = codecOfName(file);
  if (wanted !== undefined && claimed !== undefined && wanted !== claimed) {
    throw new MpkgError('usage', `the name ${file} asks for .${claimed}, the compression for "${wanted}"`, {
      subject: file,
      hint: `name it ${file.slice(0, -claimed.length - 1)}${wanted === 'none' ? '' : `.${wanted}`}`,
    });
  }
  return wanted ?? claimed ?? 'none';
}
