import type { Command } from '@mpkg/cli';

import { DOCTOR } from './state/doctor.ts';
import { FILES } from './state/files.ts';
import { HISTORY } from './state/history.ts';
import { INSTALLED } from './state/installed.ts';
import { OWNS } from './state/owns.ts';
import { STATUS } from './state/status.ts';
import { VERIFY } from './state/verify.ts';

/** The commands about what is installed; they change nothing. */
export const STATE_COMMANDS: readonly Command[] = [INSTALLED, STATUS, FILES, OWNS, HISTORY, VERIFY, DOCTOR];
