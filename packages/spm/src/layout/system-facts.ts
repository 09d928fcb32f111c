import type { Integration } from '@mpkg/manifest';

import { linesOf, malformedText, textsIn, type Texts } from './texts.ts';

/** What `@home@` stands for in the texts of `sys`: where the package lies, from the root, with a leading `/`. */
const HOME = /@home@/g;

const LISTS = ['link', 'path', 'env', 'lib'] as const;
const FOLDERS = ['menu', 'service'] as const;

/**
 * What `sys` and `cert` ask of the system, together with the commands in `cmd`.
 * @param home the directory of the package, from the root, without a leading `/`
 * @param commands the files in `cmd`, by name
 * @throws SpmError `package-malformed`, with the line
 */
export function systemFacts(texts: Texts, home: string, commands: readonly string[]): Integration {
  assertKnown(texts);
  const lines = (list: (typeof LISTS)[number]): Line[] => linesIn(texts, list, home);
  const files = (folder: string): Readonly<Record<string, string>> =>
    Object.fromEntries(
      Array.from(textsIn(texts, folder), ([name, text]) => [name, text.replaceAll(HOME, `/${home}`)]),
    );
  return withoutEmpty({
    commands: commands.map((name) => `${home}/cmd/${name}`),
    links: Object.fromEntries(lines('link').map((line) => linkOf(line, home))),
    path: lines('path').map(({ text }) => absolute(text, home)),
    environment: Object.fromEntries(lines('env').map(variableOf)),
    libraries: lines('lib').map(({ text }) => absolute(text, home)),
    menu: files('sys/menu'),
    services: files('sys/service'),
    certificates: files('cert'),
  });
}

interface Line {
  readonly file: string;
  readonly number: number;
  readonly text: string;
}

function linesIn(texts: Texts, list: string, home: string): Line[] {
  const file = `sys/${list}`;
  return linesOf(texts.get(file) ?? '').map(({ number, line }) => {
    return { file, number, text: line.replaceAll(HOME, `/${home}`) };
  });
}

/** `/usr/local/share/hello doc`: where the link goes, and what it leads to. */
function linkOf(line: Line, home: string): [path: string, target: string] {
  const [path = '', target, ...rest] = line.text.split(/\s+/);
  if (!path.startsWith('/') || target === undefined || rest.length > 0) {
    throw wrong(line, 'a line is an absolute path and what the link there leads to');
  }
  return [path.slice(1), absolute(target, home)];
}

function variableOf(line: Line): [name: string, value: string] {
  const [, name, value] = /^([A-Za-z_][A-Za-z0-9_]*)=(.+)$/.exec(line.text) ?? [];
  if (name === undefined || value === undefined) throw wrong(line, 'a line is NAME=VALUE');
  return [name, value];
}

/** A path that is not absolute is one in the package. */
function absolute(path: string, home: string): string {
  return path.startsWith('/') ? path : `/${home}/${path}`;
}

function assertKnown(texts: Texts): void {
  for (const path of texts.keys()) {
    const [directory, name = '', ...rest] = path.split('/');
    if (directory !== 'sys') continue;
    const known = rest.length === 0 ? LISTS : FOLDERS;
    if (known.some((each) => each === name)) continue;
    const has = [...LISTS, ...FOLDERS.map((folder) => `${folder}/`)].join(', ');
    throw malformedText(path, `sys has ${has}`);
  }
}

function withoutEmpty(integration: Integration): Integration {
  return Object.fromEntries(
    Object.entries(integration).filter(([, value]) => Object.keys(value as object).length > 0),
  );
}

function wrong({ file, number }: Line, reason: string): Error {
  return malformedText(file, `line ${number}: ${reason}`);
}
