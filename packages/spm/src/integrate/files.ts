import type { Integration } from '@mpkg/manifest';

import { SpmError } from '../errors.ts';
import { environmentFragment, libraryFragment } from './fragments.ts';
import { integrationStem } from '../package/integration-id.ts';
import type { IntegrationWish } from './wishes.ts';

/** A file or link that an integration puts into the system. */
export type IntegratedFile =
  | { readonly path: string; readonly kind: 'file' | 'exec'; readonly content: string }
  | { readonly path: string; readonly kind: 'link'; readonly target: string };

/**
 * Everything that an integration puts into the system. Paths are from the root, without a leading `/`.
 * @throws SpmError `package-malformed` when two parts of it want the same path
 */
export function integratedFiles(integration: Integration, wish: IntegrationWish): IntegratedFile[] {
  const { commandDirectory, trust } = wish;
  const stem = integrationStem(wish.id);
  const { commands = [], links = {}, menu = {}, services = {}, certificates = {} } = integration;
  const files: IntegratedFile[] = [
    ...commands.map((command) => commandLink(command, commandDirectory)),
    ...Object.entries(links).map(([path, target]): IntegratedFile => ({ path, kind: 'link', target })),
    ...fragment(`etc/profile.d/${stem}.sh`, environmentFragment(integration)),
    ...fragment(`etc/ld.so.conf.d/${stem}.conf`, libraryFragment(integration)),
    ...textFiles(menu, (name) => `usr/local/share/applications/${name}`),
    ...Object.entries(services).map(([name, content]) => serviceFile(name, content)),
    ...(trust ? textFiles(certificates, (name) => certificatePath(stem, name)) : []),
  ];
  assertDistinct(files, stem);
  return files;
}

/** Relative, so that it leads to the program also from outside of the root. */
function commandLink(command: string, directory: string): IntegratedFile {
  const up = '../'.repeat(directory.split('/').length - 1);
  const name = command.slice(command.lastIndexOf('/') + 1);
  return { path: `${directory.slice(1)}/${name}`, kind: 'link', target: `${up}${command}` };
}

function fragment(path: string, content: string): IntegratedFile[] {
  return content === '' ? [] : [{ path, kind: 'file', content }];
}

function textFiles(
  texts: Readonly<Record<string, string>>,
  pathOf: (name: string) => string,
): IntegratedFile[] {
  return Object.entries(texts).map(([name, content]) => ({ path: pathOf(name), kind: 'file', content }));
}

const UNIT = /\.(?:service|socket|target|timer|path|mount|automount|slice)$/;

function serviceFile(name: string, content: string): IntegratedFile {
  return UNIT.test(name)
    ? { path: `usr/local/lib/systemd/system/${name}`, kind: 'file', content }
    : { path: `etc/init.d/${name}`, kind: 'exec', content };
}

/** update-ca-certificates(8) takes files that end in `.crt`. */
function certificatePath(stem: string, name: string): string {
  return `usr/local/share/ca-certificates/${stem}/${name.replace(/\.(?:crt|pem)$/, '')}.crt`;
}

function assertDistinct(files: readonly IntegratedFile[], stem: string): void {
  const seen = new Set<string>();
  const twice = files.find(({ path }) => seen.size === seen.add(path).size);
  if (twice === undefined) return;
  throw new SpmError('package-malformed', `the integration of ${stem} has /${twice.path} twice`, {
    subject: twice.path,
  });
}
