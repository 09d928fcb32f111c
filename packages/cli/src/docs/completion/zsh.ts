import type { Tool } from '../../command.ts';
import { packageLister, type CompletionCommand } from './words.ts';

export function zsh(tool: Tool, commands: readonly CompletionCommand[]): string {
  const described = commands.map(({ words, summary }) => `    '${words[0]}:${quote(summary)}'`).join('\n');
  const cases = commands.map(({ words, options, operands }) => {
    const specs = options.map((option) => {
      const value =
        option.value === 'none'
          ? ''
          : option.value === 'file'
            ? ':file:_files'
            : option.value === 'directory'
              ? ':directory:_files -/'
              : `:value:(${option.value.join(' ')})`;
      return `'--${option.long}[${quote(option.summary)}]${value}'`;
    });
    const rest = {
      none: '',
      file: "'*:file:_files'",
      directory: "'*:directory:_files -/'",
      package: "'*:package:_packages'",
    };
    return `    ${words.map((word) => `'${word}'`).join('|')}) _arguments ${[...specs, rest[operands]].filter(Boolean).join(' ')} ;;`;
  });
  return `#compdef ${tool.name}
# zsh completion for ${tool.name}(1)
_packages() { compadd -- \${(f)"$(${packageLister(tool)})"} }
_${tool.name}() {
  local -a commands=(
${described}
  )
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  local command=$words[2]
  if [[ -n \${(M)commands:#$words[2] $words[3]:*} ]]; then
    command="$words[2] $words[3]"
    shift words; (( CURRENT-- ))
  fi
  shift words; (( CURRENT-- ))
  case $command in
${cases.join('\n')}
  esac
}
_${tool.name} "$@"
`;
}

function quote(text: string): string {
  return text.replaceAll("'", "'\\''").replaceAll(/[[\]:]/g, String.raw`\$&`);
}
