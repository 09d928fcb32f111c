import { SCHEMES } from '@mpkg/manifest';
import { bytesOfText, type Bytes } from '@mpkg/mpkg';

import { nameOfFile, wordsOfFile } from '../archive/file-name.ts';
import { fileContents } from '../contents.ts';
import type { ForeignFacts, ForeignKind, Layout, SourceFile, Staged, StageRequest } from '../kind.ts';
import { memberPath, prefixPath } from '../member-path.ts';
import { plainAttributes } from '../staged-node.ts';
import { StagedTree } from '../staged-tree.ts';
import { isZip } from '../zip/zip.ts';
import { readManifest, type JarManifest } from './manifest.ts';

const SUFFIX = '.jar';
/** Of a jar that has its dependencies inside: it is run, not linked against. */
const UBER = /[-.]uber$/;

/** A Java archive: `lib/java/NAME.jar`, and `bin/NAME` when its manifest names a main class. */
export const JAR: ForeignKind = {
  id: 'jar',
  version: 2,
  matches: (source) => source.name.toLowerCase().endsWith(SUFFIX) && isZip(source),
  stage: stageJar,
};

async function stageJar(source: SourceFile, { layout, limit }: StageRequest): Promise<Staged> {
  const manifest = await readManifest(source.fd, source.size);
  const facts = factsOf(source, layout, manifest);
  const tree = new StagedTree(limit);
  const place = (path: string): readonly Bytes[] => [
    ...prefixPath(layout.prefix ?? ''),
    ...memberPath(bytesOfText(path)),
  ];
  tree.addLeaf(place(`lib/java/${facts.name}${SUFFIX}`), {
    kind: 'file',
    content: { offset: 0, size: source.size },
    attributes: plainAttributes('file'),
  });
  if (facts.roles.includes('program')) {
    const content = Buffer.from(launcher(facts.name));
    tree.addLeaf(place(`bin/${facts.name}`), { kind: 'exec', content, attributes: plainAttributes('exec') });
  }
  return {
    root: tree.root,
    contents: fileContents(source.fd, source.name),
    configPaths: [],
    scripts: [],
    warnings: [],
    facts,
  };
}

function factsOf(source: SourceFile, layout: Layout, manifest: JarManifest): ForeignFacts {
  const words = wordsOfFile(source.name);
  const isProgram = manifest.has('main-class');
  const isLibrary = !isProgram || !UBER.test(nameOfFile(source.name));
  const version = versionOf(manifest) ?? words.version;
  return {
    name: layout.name ?? words.name.replace(UBER, ''),
    ...(version !== undefined && { version }),
    architecture: 'all',
    roles: [...(isProgram ? (['program'] as const) : []), ...(isLibrary ? (['library'] as const) : [])],
  };
}

/** Undefined also for what is no version, such as a variable that nobody filled in. */
function versionOf(manifest: JarManifest): string | undefined {
  const text = manifest.get('implementation-version') ?? '';
  return SCHEMES.debian.problem(text) === undefined ? text : undefined;
}

/** Finds the archive from its own place, so that it works below any prefix and through links. */
function launcher(name: string): string {
  const quoted = name.replaceAll(/["$`\\]/g, String.raw`\$&`);
  return `#!/bin/sh
here=$(dirname "$(readlink -f "$0")")
exec java -jar "$here/../lib/java/${quoted}.jar" "$@"
`;
}
