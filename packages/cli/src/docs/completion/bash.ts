import type { Tool } from '../../command.ts';
import { flagsOf, packageLister, type CompletionCommand } from './words.ts';

export function bash(tool: Tool, commands: readonly CompletionCommand[]): string {
  const cases = commands.map(({ words, options, operands }) => {
    const flags = options.flatMap(flagsOf).join(' ');
    return `    ${words.map((word) => `'${word}'`).join('|')}) flags='${flags}'; operands=${operands} ;;`;
  });
  const values = new Map(commands.flatMap(({ options }) => options.map((o) => [o.long, o] as const)));
  const valueCases = [...values.values()].flatMap((option) => {
    if (option.value === 'none') return [];
    const action =
      option.value === 'file'
        ? 'compgen -f -- "$cur"'
        : option.value === 'directory'
          ? 'compgen -d -- "$cur"'
          : `compgen -W '${option.value.join(' ')}' -- "$cur"`;
    return [`    ${flagsOf(option).join('|')}) mapfile -t COMPREPLY < <(${action}); return ;;`];
  });
  return `# bash completion for ${tool.name}(1)
_${tool.name}() {
  local cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD - 1]} flags='' operands='' word i
  COMPREPLY=()
  case $prev in
${valueCases.join('\n')}
  esac
  for ((i = 1; i < COMP_CWORD; i++)); do
    for word in "\${COMP_WORDS[i]} \${COMP_WORDS[i + 1]}" "\${COMP_WORDS[i]}"; do
      case $word in
${cases.map((line) => `    ${line}`).join('\n')}
        *) continue ;;
      esac
      break 2
    done
  done
  if [[ -z $operands ]]; then
    mapfile -t COMPREPLY < <(compgen -W '${commands.flatMap(({ words }) => words.map((w) => w.split(' ')[0])).join(' ')}' -- "$cur")
  elif [[ $cur == -* ]]; then
    mapfile -t COMPREPLY < <(compgen -W "$flags" -- "$cur")
  else
    case $operands in
      file) mapfile -t COMPREPLY < <(compgen -f -- "$cur") ;;
      directory) mapfile -t COMPREPLY < <(compgen -d -- "$cur") ;;
      package) mapfile -t COMPREPLY < <(compgen -W "$(${packageLister(tool)})" -- "$cur") ;;
    esac
  fi
}
complete -o filenames -F _${tool.name} ${tool.name}
`;
}
