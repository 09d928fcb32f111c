import type { Command } from '@mpkg/cli';

import { DEINTEGRATE } from './deintegrate.ts';
import { INTEGRATE } from './integrate.ts';
import { RESET } from './reset.ts';
import { RESET_CONF } from './reset-conf.ts';
import { RESET_DATA } from './reset-data.ts';
import { RESET_HOME } from './reset-home.ts';

/** The commands for what packages bring besides their files: defaults, and links into the system. */
export const LAYOUT_COMMANDS: readonly Command[] = [
  INTEGRATE,
  DEINTEGRATE,
  RESET,
  RESET_CONF,
  RESET_DATA,
  RESET_HOME,
];
