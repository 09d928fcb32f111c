import { defineCommand, UsageError, type Handler } from '@mpkg/cli';

const completion: Handler<{}> = async (call) => {
  const { completionScript, SHELLS } = await import('@mpkg/cli/docs');
  const { SPM } = await import('./index.ts');
  const [name = ''] = call.operands;
  const shell = SHELLS.find((each) => each === name);
  if (shell === undefined) throw new UsageError(`"${name}" is none of ${SHELLS.join(', ')}`);
  const script = completionScript(SPM, shell);
  return { result: { shell, script }, lines: script.replace(/\n$/, '').split('\n') };
};

export const COMPLETION = defineCommand({
  name: 'completion',
  summary: 'print the completion script of a shell',
  description: ['The script knows every command, option and package name.'],
  operands: [{ name: 'SHELL', summary: 'bash, zsh or fish' }],
  options: {},
  examples: [
    { command: 'spm completion bash > /etc/bash_completion.d/spm', does: 'Let bash complete for all users.' },
  ],
  load: async () => completion,
});
