import { defineCommand, UsageError, type Command, type Outcome, type Tool } from '@mpkg/cli';

/** The command that prints the completion script of the tool it belongs to. */
export function completionCommand(tool: () => Tool): Command {
  return defineCommand({
    name: 'completion',
    summary: 'print the completion script of a shell',
    description: ['The script knows every command, option and package name.'],
    operands: [{ name: 'SHELL', summary: 'bash, zsh or fish' }],
    options: {},
    examples: [
      {
        command: 'spm completion bash > /etc/bash_completion.d/spm',
        does: 'Let bash complete for all users.',
      },
    ],
    readsOnly: true,
    load: async () => (call) => printScript(tool(), call.operands[0] ?? ''),
  });
}

async function printScript(tool: Tool, name: string): Promise<Outcome> {
  const { completionScript, SHELLS } = await import('@mpkg/cli/docs');
  const shell = SHELLS.find((each) => each === name);
  if (shell === undefined) throw new UsageError(`"${name}" is none of ${SHELLS.join(', ')}`);
  const script = completionScript(tool, shell);
  return { result: { shell, script }, lines: script.replace(/\n$/, '').split('\n') };
}
