import { posix } from 'node:path';

import type { Integration } from '@mpkg/manifest';

import type { Place } from './place.ts';

/**
 * What a package asks for, said of the place where it lies: an index knows the paths of the pac alone. A path moves along when the
 * package has a file there or below it; any other, such as `/bin/sh` in a service, is one of the system and stays. Where links go stays,
 * too: the system looks for them there.
 */
export function relocated(integration: Integration, { prefix, leaves }: Place): Integration {
  if (prefix === '') return integration;
  const own = withDirectories(leaves);
  const moved = (path: string): string => (own.has(plain(path)) ? `/${prefix}${path.slice(1)}` : path);
  const inText = (text: string): string => text.replaceAll(ABSOLUTE, moved);
  const { commands, links, path, environment, libraries, menu, services } = integration;
  return {
    ...integration,
    ...(commands && { commands: commands.map((command) => prefix + command) }),
    ...(links && { links: mapped(links, (target, link) => movedTarget(target, link, moved)) }),
    ...(path && { path: path.map(moved) }),
    ...(libraries && { libraries: libraries.map(moved) }),
    ...(environment && { environment: mapped(environment, inText) }),
    ...(menu && { menu: mapped(menu, inText) }),
    ...(services && { services: mapped(services, inText) }),
  };
}

/** An absolute path in a text: not the rest of a longer path, of a variable, or of the address of another machine. */
const ABSOLUTE = /(?<=^|[^\w.+@%/~})-]|file:\/\/)\/(?!\/)[^\s"'`:;,=<>|&(){}$*?\\]+/gm;

/** An absolute path as a leaf is written; what ends a sentence is none of it. */
function plain(path: string): string {
  return path.slice(1).replace(/[/.]+$/, '');
}

/** A relative target, which begins where the link is, stays relative. */
function movedTarget(target: string, link: string, moved: (path: string) => string): string {
  if (target.startsWith('/')) return moved(target);
  const directory = posix.dirname(`/${link}`);
  const reached = posix.join(directory, target);
  const now = moved(reached);
  return now === reached ? target : posix.relative(directory, now);
}

function withDirectories(leaves: readonly string[]): ReadonlySet<string> {
  const paths = new Set<string>();
  for (const leaf of leaves) {
    for (let end = leaf.length; end > 0; end = leaf.lastIndexOf('/', end - 1)) {
      const path = leaf.slice(0, end);
      if (paths.has(path)) break;
      paths.add(path);
    }
  }
  return paths;
}

function mapped(
  texts: Readonly<Record<string, string>>,
  change: (text: string, name: string) => string,
): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, change(text, name)]));
}
