import type { Command } from '@mpkg/cli';

import { CONFIG_GET } from '../config/get.ts';
import { CONFIG_SET } from '../config/set.ts';
import { REPO_ADD } from './add.ts';
import { REPO_LIST } from './list.ts';
import { REPO_MOVE } from './move.ts';
import { REPO_RM } from './rm.ts';
import { REPO_TRUST } from './trust.ts';
import { SYNC } from '../sync/index.ts';

/** The commands about where packages come from. */
export const REPOSITORY_COMMANDS: readonly Command[] = [
  SYNC,
  REPO_ADD,
  REPO_RM,
  REPO_LIST,
  REPO_MOVE,
  REPO_TRUST,
  CONFIG_GET,
  CONFIG_SET,
];
