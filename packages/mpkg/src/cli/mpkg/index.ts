import { VERSION, type Tool } from '@mpkg/cli';
import { CHECK } from './check.ts';
import { DEPLOY } from './deploy.ts';
import { GROUPS } from './groups.ts';
import { LIST } from './list.ts';
import { RECOVER } from './recover.ts';
import { REMOVE } from './remove.ts';
import { SKIPS } from './skips.ts';

export const MPKG: Tool = {
  name: 'mpkg',
  version: VERSION,
  summary: 'deploy and undo one PAC archive',
  description: [
    'mpkg unpacks a PAC archive into a root or a prefix and can take it back exactly: after the removal the tree is what it was before.',
    'It knows no dependencies, no versions and no network; groups give packages a namespace and a path prefix.',
    'With --prefix, packages, state and configuration are below DIR, and no link leads out of it; together with --root, DIR is a path inside that root.',
    'Files that options name (tables, lists, a configuration) may be pipes, such as <(command) of a shell.',
    "The program needs /proc: without it, its runtime aborts before it begins (status 134). A root that it works in needs none. Variables that begin with BUN_ are the runtime's and can change what is run: who starts it with more privileges than the caller has clears them, as sudo(8) does.",
  ],
  commands: [DEPLOY, REMOVE, LIST, CHECK, SKIPS, RECOVER, GROUPS],
  files: [
    { path: '/etc/mpkg.conf', summary: 'groups, prefixes and path rules; see mpkg.conf(5)' },
    { path: '/var/lib/mpkg', summary: 'what is deployed: one plain list of paths per package' },
  ],
  seeAlso: ['mpac(1)', 'mpkg.conf(5)', 'spm(1)'],
};
