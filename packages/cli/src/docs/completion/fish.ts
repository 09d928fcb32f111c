import type { Tool } from '../../command.ts';
import { packageLister, type CompletionCommand } from './words.ts';

export function fish(tool: Tool, commands: readonly CompletionCommand[]): string {
  const lines = commands.flatMap(({ words, summary, options, operands }) => {
    const seen = `__fish_seen_subcommand_from ${words.map((word) => quote(word.split(' ')[0] ?? '')).join(' ')}`;
    const first = quote((words[0] ?? '').split(' ')[0] ?? '');
    return [
      `complete -c ${tool.name} -f -n __fish_use_subcommand -a ${first} -d ${quote(summary)}`,
      ...options.map((option) => {
        const short = option.short === undefined ? '' : ` -s ${option.short}`;
        const value =
          option.value === 'none'
            ? ''
            : option.value === 'file'
              ? ' -r -F'
              : option.value === 'directory'
                ? ' -r -a "(__fish_complete_directories)"'
                : ` -x -a ${quote(option.value.join(' '))}`;
        return `complete -c ${tool.name} -n ${quote(seen)} -l ${option.long}${short}${value} -d ${quote(option.summary)}`;
      }),
      ...(operands === 'file' || operands === 'directory'
        ? [`complete -c ${tool.name} -n ${quote(seen)} -F`]
        : []),
      ...(operands === 'package'
        ? [`complete -c ${tool.name} -f -n ${quote(seen)} -a ${quote(`(${packageLister(tool)})`)}`]
        : []),
    ];
  });
  return `# fish completion for ${tool.name}(1)\n${lines.join('\n')}\n`;
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "\\'")}'`;
}
