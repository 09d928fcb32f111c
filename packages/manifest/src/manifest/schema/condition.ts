import * as z from 'zod';
import { PROFILE_KINDS } from '../../profile/kinds.ts';
import { name, oneOrMany, optionValue, word } from './fields.ts';

/** Holds when each of its keys does; a list holds when one of its values does. */
export const condition = z
  .strictObject({
    arch: oneOrMany(word).optional(),
    libc: oneOrMany(word).optional(),
    platform: oneOrMany(word).optional(),
    profile: oneOrMany(z.enum(PROFILE_KINDS)).optional(),
    option: z.record(name, oneOrMany(optionValue)).optional(),
  })
  .meta({ description: 'Holds when each of its keys does; a list holds when one of its values does.' });

export type Condition = z.infer<typeof condition>;
