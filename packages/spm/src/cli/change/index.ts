import type { Command } from '@mpkg/cli';

import { ALTERNATIVES } from './alternatives.ts';
import { APPLY } from './apply.ts';
import { AUTOREMOVE } from './autoremove.ts';
import { BLACKLIST_ADD } from './blacklist/add.ts';
import { BLACKLIST_LIST } from './blacklist/list.ts';
import { BLACKLIST_RM } from './blacklist/rm.ts';
import { CACHE_CLEAN } from './cache/clean.ts';
import { CACHE_LIST } from './cache/list.ts';
import { IMPORT } from './import.ts';
import { INSTALL } from './install.ts';
import { MARK } from './mark.ts';
import { PIN } from './pin.ts';
import { RECOVER } from './recover.ts';
import { REGISTER } from './register.ts';
import { REPAIR } from './repair.ts';
import { ROLLBACK } from './rollback.ts';
import { SKIP_ADD } from './skip/add.ts';
import { SKIP_LIST } from './skip/list.ts';
import { SKIP_RM } from './skip/rm.ts';
import { UNDO } from './undo.ts';
import { UNINSTALL } from './uninstall.ts';
import { UPDATE } from './update.ts';

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
