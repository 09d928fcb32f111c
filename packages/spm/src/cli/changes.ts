import type { Command } from '@mpkg/cli';

import { ALTERNATIVES } from './change/alternatives.ts';
import { APPLY } from './change/apply.ts';
import { AUTOREMOVE } from './change/autoremove.ts';
import { BLACKLIST_ADD } from './change/blacklist/add.ts';
import { BLACKLIST_LIST } from './change/blacklist/list.ts';
import { BLACKLIST_RM } from './change/blacklist/rm.ts';
import { CACHE_CLEAN } from './change/cache/clean.ts';
import { CACHE_LIST } from './change/cache/list.ts';
import { IMPORT } from './change/import.ts';
import { INSTALL } from './change/install.ts';
import { MARK } from './change/mark.ts';
import { PIN } from './change/pin.ts';
import { RECOVER } from './change/recover.ts';
import { REGISTER } from './change/register.ts';
import { REPAIR } from './change/repair.ts';
import { ROLLBACK } from './change/rollback.ts';
import { SKIP_ADD } from './change/skip/add.ts';
import { SKIP_LIST } from './change/skip/list.ts';
import { SKIP_RM } from './change/skip/rm.ts';
import { UNDO } from './change/undo.ts';
import { UNINSTALL } from './change/uninstall.ts';
import { UPDATE } from './change/update.ts';

/** The commands that change a system, or what is asked of it. */
export const CHANGE_COMMANDS: readonly Command[] = [
  INSTALL,
  UNINSTALL,
  AUTOREMOVE,
  UPDATE,
  UNDO,
  ROLLBACK,
  APPLY,
  REGISTER,
  IMPORT,
  REPAIR,
  RECOVER,
  MARK,
  PIN,
  BLACKLIST_ADD,
  BLACKLIST_RM,
  BLACKLIST_LIST,
  ALTERNATIVES,
  SKIP_ADD,
  SKIP_RM,
  SKIP_LIST,
  CACHE_LIST,
  CACHE_CLEAN,
];
