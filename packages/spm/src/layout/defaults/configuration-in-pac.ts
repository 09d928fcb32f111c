import { MpkgError, NEW_SUFFIX, openPac, parseModes, type Bytes } from '@mpkg/mpkg';

import type { ArtifactCache } from '../../artifacts/cache.ts';
import { SpmError } from '../../errors.ts';
import { DEPLOYED_MODE } from '../../foreign/staged-node.ts';
import type { Package } from '../../package/package.ts';
import type { Default, DefaultNode } from './default.ts';

/** Below this directory lies data, not configuration. */
const DATA = 'var/';

/**
 * The configuration files of a package as its archive in the cache has them; those that are not where the archive has them, such
 * as in a group with a prefix, are left out.
 * @param deployed the files of the package, from the root
 * @throws SpmError `file-not-found` when the archive is gone
 */
export async function configurationInPac(
  cache: ArtifactCache,
  { name, pac, attributes }: Package,
  deployed: ReadonlySet<string>,
): Promise<readonly Default[]> {
  const paths = new Set(
    attributes?.config.filter((path) => deployed.has(path) || deployed.has(`${path}${NEW_SUFFIX}`)),
  );
  if (pac === null || paths.size === 0) return [];
  const modes = parseModes(JSON.stringify(attributes?.modes ?? []), name);
  const nodes = await readNodes(await openKept(cache, pac, name), paths);
  return Array.from(nodes, ([path, node]): Default => {
    const mode = modes.get(path)?.mode;
    const kind = path.startsWith(DATA) ? 'data' : 'conf';
    return { kind, path, node: node.type === 'file' && mode !== undefined ? { ...node, mode } : node };
  });
}

type Reader = Awaited<ReturnType<typeof openPac>>;

async function openKept(cache: ArtifactCache, sha256: string, name: string): Promise<Reader> {
  const path = cache.path(sha256);
  return openPac(path, { sha256 }).catch((error: unknown) => {
    if (!(error instanceof MpkgError) || error.code !== 'file-not-found') throw error;
    throw new SpmError('file-not-found', `the archive of ${name} is not in the cache any more`, {
      subject: name,
      hint: `spm repair ${name}`,
      cause: error,
    });
  });
}

async function readNodes(reader: Reader, paths: ReadonlySet<string>): Promise<Map<Bytes, DefaultNode>> {
  await using pac = reader;
  const contents = new Map<number, Buffer[]>();
  const isWanted = (entry: number): boolean =>
    !pac.index.isDirectory(entry) && paths.has(pac.index.path(entry));
  const visit = (entry: number, piece: Uint8Array): void => {
    const pieces = contents.get(entry);
    if (pieces === undefined) contents.set(entry, [Buffer.from(piece)]);
    else pieces.push(Buffer.from(piece));
  };
  await pac.readContents(visit, { wants: isWanted });
  const nodes = new Map<Bytes, DefaultNode>();
  for (const { entry, kind, path } of pac.index) {
    if (kind === 'dir' || !paths.has(path)) continue;
    const content = Buffer.concat(contents.get(entry) ?? []);
    nodes.set(path, nodeOf(kind, content));
  }
  return nodes;
}

function nodeOf(kind: 'file' | 'exec' | 'link', content: Buffer): DefaultNode {
  if (kind === 'link') return { type: 'link', target: content.toString('latin1') as Bytes };
  return { type: 'file', mode: DEPLOYED_MODE[kind], read: () => content };
}
