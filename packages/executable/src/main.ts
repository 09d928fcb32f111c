import { basename } from 'node:path';
import { runTool, type Tool } from '@mpkg/cli';

/** The tools by the name they are called by; only the one that is asked for is loaded. */
const TOOLS: Readonly<Record<string, () => Promise<Tool>>> = {
  mpac: async () => (await import('@mpkg/mpkg/cli/mpac')).MPAC,
  mpkg: async () => (await import('@mpkg/mpkg/cli/mpkg')).MPKG,
  spm: async () => (await import('@mpkg/spm/cli')).SPM,
};

/** The executable is called by its own name, a script on Node by the name of its link. */
const [script = ''] = process.argv.slice(1);
const called = [process.argv0, script].map((file) => basename(file)).find((name) => name in TOOLS) ?? 'mpkg';

process.exitCode = await runTool(await (TOOLS[called] as () => Promise<Tool>)(), process.argv.slice(2));
