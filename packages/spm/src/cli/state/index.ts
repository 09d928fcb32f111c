import type { Command } from '@mpkg/cli';

import { DOCTOR } from './doctor.ts';
import { FILES } from './files.ts';
import { HISTORY } from './history.ts';
import { INSTALLED } from './installed.ts';
import { OWNS } from './owns.ts';
import { STATUS } from './status.ts';
import { VERIFY } from './verify.ts';

/** The commands about what is installed; they change nothing. */
export const STATE_COMMANDS: readonly Command[] = [INSTALLED, STATUS, FILES, OWNS, HISTORY, VERIFY, DOCTOR];
