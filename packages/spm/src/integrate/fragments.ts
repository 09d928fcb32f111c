import type { Integration } from '@mpkg/manifest';

/** The lines for sh that add directories to `PATH`, each once, and set variables; empty when there are none. */
export function environmentFragment({ path = [], environment = {} }: Integration): string {
  const search = path.map(
    (directory) =>
      `case ":$PATH:" in *":${escaped(directory)}:"*) ;; *) PATH="$PATH:${escaped(directory)}" ;; esac\n`,
  );
  const variables = Object.entries(environment).map(
    ([name, value]) => `export ${name}=${shellQuoted(value)}\n`,
  );
  return [...search, ...variables].join('');
}

/** The lines for ldconfig(8), a directory each; empty when there are none. */
export function libraryFragment({ libraries = [] }: Integration): string {
  return libraries.map((directory) => `${directory}\n`).join('');
}

/** The text as it stands between double quotes of sh: the prefix of a group may have any character. */
function escaped(text: string): string {
  return text.replaceAll(/["$`\\]/g, String.raw`\$&`);
}

/** The value as one word of sh, nothing in it expanded. */
function shellQuoted(value: string): string {
  return `'${value.replaceAll("'", String.raw`'\''`)}'`;
}
