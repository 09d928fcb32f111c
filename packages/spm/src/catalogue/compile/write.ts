import { SECTIONS, type Extent, type SectionName } from '../file/layout.ts';
import type { CatalogueWriter } from '../file/writer.ts';
import type { Column } from './column.ts';

export type Sections = Readonly<Record<SectionName, Uint32Array | Uint8Array>>;

/** Writes lines, each sealed; says where they lie, and where each begins and the last ends, counted from there. */
export function writeColumn(
  writer: CatalogueWriter,
  { length, limit, write }: Column,
): { readonly extent: Extent; readonly starts: Uint32Array } {
  writer.align();
  const { offset } = writer;
  const starts = new Uint32Array(length + 1);
  for (let line = 0; line < length; line++) {
    writer.sealed(limit(line), (bytes, at) => write(line, bytes, at));
    starts[line + 1] = writer.offset - offset;
  }
  return { extent: [offset, writer.offset - offset], starts };
}

/** Writes the sections twice; says where the first of each lies, and how much further on the second. */
export function writeMirrored(
  writer: CatalogueWriter,
  sections: Sections,
): { readonly extents: Record<SectionName, Extent>; readonly mirrorDistance: number } {
  writer.align();
  const { offset } = writer;
  const extents = writeSections(writer, sections);
  const mirrorDistance = writer.offset - offset;
  writeSections(writer, sections);
  return { extents, mirrorDistance };
}

function writeSections(writer: CatalogueWriter, sections: Sections): Record<SectionName, Extent> {
  const extents: Partial<Record<SectionName, Extent>> = {};
  for (const name of Object.keys(SECTIONS) as SectionName[]) {
    const { buffer, byteOffset, byteLength } = sections[name];
    extents[name] = writer.bytes(new Uint8Array(buffer, byteOffset, byteLength));
    writer.align();
  }
  return extents as Record<SectionName, Extent>;
}
