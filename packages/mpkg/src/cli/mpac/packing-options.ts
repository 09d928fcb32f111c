import type { OptionTable } from '@mpkg/cli';
import { CODECS } from '../../codec/codec.ts';

/** What `create` and `pack` share. */
export const PACKING_OPTIONS = {
  compress: {
    kind: 'text',
    short: 'z',
    placeholder: 'CODEC',
    choices: CODECS,
    summary: 'Compress by none, gz, xz or zst; without it the suffix of OUT.pac decides',
  },
  level: {
    kind: 'number',
    placeholder: 'N',
    summary: 'Compress harder or faster: gz 1–9 (9), xz 0–9 (6), zst 1–19 (7)',
  },
  modes: { kind: 'text', placeholder: 'FILE', summary: 'Write the table of lost modes and owners to FILE' },
} as const satisfies OptionTable;
