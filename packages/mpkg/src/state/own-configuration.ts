import type { Bytes } from '../bytes.ts';
import { EMPTY_CONFIGURATION, type Configuration, type Group } from '../config/configuration.ts';
import { parseConfiguration } from '../config/parse.ts';
import { readBytes } from '../tree/look.ts';
import { join } from '../tree/paths.ts';
import type { TreeView } from '../tree/view.ts';

/**
 * The configuration of a root or prefix: `etc/mpkg.conf` in it, which need not exist. Like the directories that it names, it
 * is found as chroot(2) would: no link leads out of the root.
 * @throws MpkgError `config-invalid`
 */
export function ownConfiguration(view: TreeView, home: Bytes): Configuration {
  const file = join(home, 'etc/mpkg.conf');
  const text = readBytes(view.destination(file));
  if (text === undefined) return EMPTY_CONFIGURATION;
  const root = view.absolute('').replace(/\/$/, '');
  const { groups } = parseConfiguration(text, view.absolute(file), view.absolute(home).replace(/\/$/, ''));
  const inside = (directory: Bytes): Bytes =>
    directory.startsWith(`${root}/`) ? view.destination(directory.slice(root.length + 1)) : directory;
  const settle = (group: Group): Group => ({ ...group, from: group.from.map(inside) });
  return { groups: new Map([...groups].map(([name, group]) => [name, settle(group)])) };
}
