import type { Command } from '@mpkg/cli';

import { DEPEND } from './depend.ts';
import { FIND } from './find.ts';
import { INFO } from './info.ts';
import { LINT } from './lint.ts';
import { MATCH } from './match.ts';
import { MISSING } from './missing.ts';
import { PLAN } from '../plan/index.ts';
import { REPO_CHECK } from '../repo/check.ts';
import { WHY } from './why.ts';
import { WHY_NOT } from './why-not.ts';

/** The commands that answer questions and change nothing. */
export const QUERY_COMMANDS: readonly Command[] = [
  FIND,
  MATCH,
  INFO,
  DEPEND,
  PLAN,
  WHY,
  WHY_NOT,
  REPO_CHECK,
  LINT,
  MISSING,
];
