import type { Bytes } from '@mpkg/mpkg';

import type { Warning } from '../../errors.ts';
import type { Script } from '../kind.ts';
import type { RpmHeader } from './header.ts';

interface ScriptTags {
  readonly name: string;
  readonly body: number;
  readonly interpreter: number;
}

/** Scriptlets, by the names that scripts of the same moment have elsewhere. */
const SCRIPTS: readonly ScriptTags[] = [
  { name: 'pretrans', body: 1151, interpreter: 1153 },
  { name: 'preinst', body: 1023, interpreter: 1085 },
  { name: 'postinst', body: 1024, interpreter: 1086 },
  { name: 'prerm', body: 1025, interpreter: 1087 },
  { name: 'postrm', body: 1026, interpreter: 1088 },
  { name: 'posttrans', body: 1152, interpreter: 1154 },
];
const SHELL = '/bin/sh';
const EMBEDDED = '<lua>';

export interface Scriptlets {
  readonly scripts: readonly Script[];
  readonly warnings: readonly Warning[];
}

/** A package's scriptlets as files that name their interpreter. Those in rpm's own Lua are shown, but nothing can run them. */
export function scriptletsOf(header: RpmHeader): Scriptlets {
  const scripts: Script[] = [];
  const warnings: Warning[] = [];
  for (const { name, body, interpreter } of SCRIPTS) {
    const words = header.strings(interpreter);
    if (!header.has(body) && words.length === 0) continue;
    const [program = SHELL] = words;
    scripts.push({ name, content: `#!${words.join(' ') || SHELL}\n${header.string(body) ?? ''}` as Bytes });
    if (program !== EMBEDDED) continue;
    const message = `the script ${name} is in rpm's embedded Lua and cannot be run`;
    warnings.push({ code: 'script-embedded', subject: name, message });
  }
  return { scripts, warnings };
}
