export { completionScript, SHELLS, type Shell } from './completion/index.ts';
export { commandHelp, toolHelp } from './help.ts';
export { toolManual } from './man.ts';
export { roff, type PageHead } from './roff.ts';
