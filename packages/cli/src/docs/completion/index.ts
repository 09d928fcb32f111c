import type { Tool } from '../../command.ts';
import { bash } from './bash.ts';
import { fish } from './fish.ts';
import { completionCommands } from './words.ts';
import { zsh } from './zsh.ts';

export const SHELLS = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof SHELLS)[number];

/** The completion script of a tool for a shell. */
export function completionScript(tool: Tool, shell: Shell): string {
  return { bash, zsh, fish }[shell](tool, completionCommands(tool));
}
