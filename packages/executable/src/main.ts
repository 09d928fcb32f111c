import { basename } from 'node:path';
import { runTool, type Tool } from '@mpkg/cli';

/** The tools by the name they are called by; only the one that is asked for is loaded. */
const TOOLS: Readonly<Record<string, () => Promise<Tool>>> = {
  mpac: async () => (await import('@mpkg/mpkg/cli/mpac')).MPAC,
  mpkg: async () => (await import('@mpkg/mpkg/cli/mpkg')).MPKG,
  spm: async () => (await import('@mpkg/spm/cli')).SPM,
};

const FALLBACK = 'mpkg';

const called = basename(process.argv0);
const load = TOOLS[called] ?? TOOLS[FALLBACK];
if (load !== undefined) process.exitCode = await runTool(await load(), process.argv.slice(2));
