import { MpkgError } from '../errors.ts';
import type { Codec } from './codec.ts';

/** Compresses blocks of plain bytes. A block is not used after the next is asked for, nor may what comes out be. */
export type Encoder = (
  blocks: Iterable<Uint8Array>,
  level: number,
) => AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

interface Levels {
  readonly least: number;
  readonly most: number;
  readonly standard: number;
}

/** The levels of each codec. At the standard ones, what this process compresses itself takes less than 16 MiB. */
export const LEVELS: Readonly<Record<Codec, Levels | undefined>> = {
  none: undefined,
  gz: { least: 1, most: 9, standard: 9 },
  xz: { least: 0, most: 9, standard: 6 },
  zst: { least: 1, most: 19, standard: 7 },
};

const OPENERS: Readonly<Record<Codec, () => Promise<Encoder>>> = {
  none: async () => (blocks) => blocks,
  gz: async () => (await import('./zlib-encoder.ts')).encodeGzip,
  zst: async () => (await import('./zlib-encoder.ts')).encodeZstd,
  xz: async () => {
    const { throughXz } = await import('./xz-program.ts');
    // Threads would cut the stream into blocks, a number of them that depends on the machine.
    return (blocks, level) => throughXz(['-zc', '-T1', '-F', 'xz', `-${level}`], blocks);
  },
};

/**
 * Prepares to compress. What comes out depends on the bytes, the codec, the level and the compressor's version alone.
 * @throws MpkgError `usage` for a level that the codec has not, `codec-unavailable`
 */
export async function openEncoder(
  codec: Codec,
  level: number | undefined,
): Promise<(blocks: Iterable<Uint8Array>) => ReturnType<Encoder>> {
  const levels = LEVELS[codec];
  if (level !== undefined && !isLevel(level, levels)) throw levelRefused(codec, levels);
  const encode = await OPENERS[codec]();
  return (blocks) => encode(blocks, level ?? levels?.standard ?? 0);
}

function isLevel(level: number, levels: Levels | undefined): boolean {
  return levels !== undefined && Number.isInteger(level) && level >= levels.least && level <= levels.most;
}

function levelRefused(codec: Codec, levels: Levels | undefined): MpkgError {
  const words = levels === undefined ? 'no levels' : `levels ${levels.least} to ${levels.most}`;
  return new MpkgError('usage', `compression "${codec}" has ${words}`);
}
