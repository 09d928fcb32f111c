import type { Bytes } from '@mpkg/mpkg';

import { malformedPackage } from '../refusals.ts';
import type { ForeignFacts, ForeignKind, SourceFile, Staged, StageRequest } from '../kind.ts';
import { Section } from '../section.ts';
import { StagedTree } from '../staged-tree.ts';
import { compressionOfContent, unpacked, type Packed } from '../unpack.ts';
import { filesOf, type RpmFile } from './files.ts';
import { RpmHeader } from './header.ts';
import { scriptletsOf } from './scripts.ts';
import { stagePayload } from './stage-payload.ts';
import { TAG } from './tags.ts';

const LEAD_MAGIC = '\xed\xab\xee\xdb';
const LEAD_BYTES = 96;
/** In the lead: 0 for a binary package, 1 for a source package. */
const TYPE_OFFSET = 6;
/** The signature, a header too, is padded to this. */
const SIGNATURE_ALIGNMENT = 8;
const MAGIC_BYTES = 8;

/** rpm's architectures in the words used here. */
const ARCHITECTURES: Readonly<Record<string, string>> = { x86_64: 'amd64', aarch64: 'arm64', noarch: 'all' };

/** Binary rpm packages: files from the payload; owners, configuration, capabilities and scripts from the header. */
export const RPM: ForeignKind = {
  id: 'rpm',
  version: 1,
  matches: ({ head }) => head.toString('latin1', 0, LEAD_MAGIC.length) === LEAD_MAGIC,
  stage: stageRpm,
};

async function stageRpm(source: SourceFile, { limit, spool }: StageRequest): Promise<Staged> {
  if (source.size < LEAD_BYTES || source.head.readUInt16BE(TYPE_OFFSET) !== 0) {
    throw malformedPackage('it is not a binary rpm package');
  }
  const signature = new RpmHeader(source.fd, LEAD_BYTES);
  const header = new RpmHeader(source.fd, aligned(signature.end));
  const format = header.string(TAG.payloadFormat) ?? 'cpio';
  if (format !== 'cpio') throw malformedPackage(`its payload is ${format}, not cpio`);
  const files = filesOf(header);
  const tree = new StagedTree(limit);
  const contents = await unpacked(payloadOf(source, header), spool);
  stagePayload(tree, { contents, files });
  return {
    root: tree.root,
    contents,
    configPaths: configPaths(files),
    ...scriptletsOf(header),
    facts: factsOf(header),
  };
}

function payloadOf({ fd, size }: SourceFile, header: RpmHeader): Packed {
  const section = new Section(fd, header.end, size - header.end);
  const isLzma = header.string(TAG.payloadCompressor) === 'lzma';
  return { section, compression: isLzma ? 'lzma' : compressionOfContent(section.peek(MAGIC_BYTES)) };
}

function configPaths(files: ReadonlyMap<Bytes, RpmFile>): readonly Bytes[] {
  return [...files].flatMap(([path, { isConfig }]) => (isConfig ? [path] : []));
}

function factsOf(header: RpmHeader): ForeignFacts {
  const [name, version, release] = [TAG.name, TAG.version, TAG.release].map((tag) => required(header, tag));
  const [epoch] = header.numbers(TAG.epoch);
  const arch = required(header, TAG.arch);
  return {
    name: name ?? '',
    version: `${epoch === undefined ? '' : `${epoch}:`}${version}-${release}`,
    architecture: ARCHITECTURES[arch] ?? arch,
    roles: ['program', 'library', 'files'],
  };
}

function required(header: RpmHeader, tag: number): string {
  const value = header.string(tag);
  if (value !== undefined) return value;
  throw malformedPackage(`the rpm package is damaged: tag ${tag} is missing`);
}

function aligned(position: number): number {
  return Math.ceil(position / SIGNATURE_ALIGNMENT) * SIGNATURE_ALIGNMENT;
}
