export { completionScript, SHELLS, type Shell } from './completion/index.ts';
export { describeCommand, describeTool } from './description.ts';
export { commandHelp, toolHelp } from './help.ts';
export { toolManual } from './man.ts';
export { roff, type PageHead } from './roff.ts';
