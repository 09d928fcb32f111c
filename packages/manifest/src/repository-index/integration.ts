import { matching, listOf, objectOf, recordWith } from '../shape/check.ts';
import * as values from '../shape/values.ts';

/**
 * What a package asks of the system around it, applied by `spm integrate` and taken back by `spm deintegrate`. The pac holds none of
 * it: whether and where a machine integrates a package is the machine's choice.
 */
export interface Integration {
  /** Programs to link where people find commands: paths from the root, without a leading `/`. */
  readonly commands?: readonly string[];
  /** Other links: where (from the root, without a leading `/`), and the text of the link. */
  readonly links?: Readonly<Record<string, string>>;
  /** Directories for `PATH`, absolute. */
  readonly path?: readonly string[];
  /** Environment variables. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Directories for the dynamic linker, absolute. */
  readonly libraries?: readonly string[];
  /** Menu entries (freedesktop.org): the text of each by its file's name. */
  readonly menu?: Readonly<Record<string, string>>;
  /** Units of systemd, or init scripts: the text of each by its file's name. */
  readonly services?: Readonly<Record<string, string>>;
  /** Certificates to trust (PEM): the text of each by its file's name. */
  readonly certificates?: Readonly<Record<string, string>>;
}

const path = matching(values.PATH, 'a path from the root, without a leading `/`');
const line = matching(values.LINE, 'one line of text');
const directory = matching(values.DIRECTORY, 'an absolute path of letters, digits and `._+@%-`');
const file = matching(values.NAME, 'the name of a file');
const filesByName = recordWith(file, matching(values.TEXT, 'a text'));

export const integrationShape = objectOf(
  {},
  {
    commands: listOf(path),
    links: recordWith(path, line),
    path: listOf(directory),
    environment: recordWith(matching(values.VARIABLE, 'the name of an environment variable'), line),
    libraries: listOf(directory),
    menu: filesByName,
    services: filesByName,
    certificates: filesByName,
  },
);

/** An integration of which keys may be there without a value. */
type LooseIntegration = { readonly [Key in keyof Integration]?: Integration[Key] | undefined };

/** The keys in one order, what is empty left out; undefined when nothing is left. */
export function canonicalIntegration(integration: LooseIntegration): Integration | undefined {
  const { commands, links, path: search, environment, libraries, menu, services, certificates } = integration;
  const canonical = {
    ...listed('commands', commands?.toSorted()),
    ...keyed('links', links),
    ...listed('path', search),
    ...keyed('environment', environment),
    ...listed('libraries', libraries),
    ...keyed('menu', menu),
    ...keyed('services', services),
    ...keyed('certificates', certificates),
  };
  return Object.keys(canonical).length === 0 ? undefined : canonical;
}

function listed(key: keyof Integration, list: readonly string[] = []): Integration {
  return list.length === 0 ? {} : { [key]: list };
}

function keyed(key: keyof Integration, record: Readonly<Record<string, string>> = {}): Integration {
  const entries = Object.entries(record).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return entries.length === 0 ? {} : { [key]: Object.fromEntries(entries) };
}
