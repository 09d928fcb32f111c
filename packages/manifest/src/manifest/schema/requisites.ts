import * as z from 'zod';
import { PROFILE_KINDS } from '../../profile/kinds.ts';
import { name, requirements, word } from './fields.ts';

/** Requirements, and further blocks that count only where their condition holds: `arch → amd64 → pkg-depend`. */
export interface RequisiteBlock {
  'pkg-depend'?: string[] | undefined;
  arch?: Record<string, Requisites> | undefined;
  libc?: Record<string, Requisites> | undefined;
  platform?: Record<string, Requisites> | undefined;
  profile?: Partial<Record<(typeof PROFILE_KINDS)[number], Requisites>> | undefined;
  /** By the name of the option, then by its value. */
  option?: Record<string, Record<string, Requisites>> | undefined;
}

/** A list is short for a block with only `pkg-depend`. */
export type Requisites = string[] | RequisiteBlock;

const block: z.ZodType<RequisiteBlock> = z
  .strictObject({
    'pkg-depend': requirements.optional(),
    get arch() {
      return z.record(word, requisites).optional();
    },
    get libc() {
      return z.record(word, requisites).optional();
    },
    get platform() {
      return z.record(word, requisites).optional();
    },
    get profile() {
      return z.partialRecord(z.enum(PROFILE_KINDS), requisites).optional();
    },
    get option() {
      return z.record(name, z.record(z.string(), requisites)).optional();
    },
  })
  .meta({ id: 'requisites', description: 'Requirements, and blocks of them that depend on a condition.' });

export const requisites: z.ZodType<Requisites> = z.union([requirements, block]);
