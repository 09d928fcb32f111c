import type { Command } from '@mpkg/cli';

import { DEINTEGRATE } from './deintegrate.ts';
import { INTEGRATE } from './integrate.ts';

/** The commands for what packages bring besides their files: defaults, and links into the system. */
export const LAYOUT_COMMANDS: readonly Command[] = [INTEGRATE, DEINTEGRATE];
