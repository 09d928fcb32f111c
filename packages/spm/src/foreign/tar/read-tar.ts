import type { Contents } from '../contents.ts';
import type { Member } from '../member.ts';
import { malformedMember, malformedPackage } from '../refusals.ts';
import { Window } from '../window.ts';
import { EXTENSION_TYPES, NO_EXTENSIONS, parseExtension, type Extensions } from './extensions.ts';
import { BLOCK_BYTES, parseHeader, type TarHeader } from './header.ts';
import { memberOf } from './member.ts';

const MAX_EXTENSION_BYTES = 4 * 1024 * 1024;

/**
 * The members of a tar archive (ustar, GNU, pax, V7), contents passed over: only headers are read. A member whose content is
 * cut short is still delivered.
 * @throws SpmError `package-malformed` for a damaged or truncated archive; `entry-unsupported`
 */
export function* readTar(contents: Contents): Generator<Member> {
  const window = new Window(contents);
  let everywhere = NO_EXTENSIONS;
  let next = NO_EXTENSIONS;
  for (let position = 0; position < contents.size;) {
    const header = headerAt(window, position);
    position += BLOCK_BYTES;
    if (header === undefined) continue;
    if (EXTENSION_TYPES.has(header.type)) {
      const found = extensionAt(window, position, header);
      if (header.type === 'g') everywhere = both(everywhere, found);
      else next = both(next, found);
      position += padded(header.size);
      continue;
    }
    const member = memberOf(header, both(everywhere, next), position);
    next = NO_EXTENSIONS;
    yield member;
    if (member.type === 'directory') continue;
    const { offset, size } = member.content;
    if (offset + size > contents.size) throw malformedMember(member.path, 'its content is cut short');
    position += padded(size);
  }
}

function headerAt(window: Window, position: number): TarHeader | undefined {
  const block = window.at(position, BLOCK_BYTES);
  if (block.length < BLOCK_BYTES) throw malformedPackage('the tar archive ends inside a header');
  return parseHeader(block);
}

function extensionAt(window: Window, position: number, { type, size }: TarHeader): Extensions {
  if (!(size <= MAX_EXTENSION_BYTES)) {
    throw malformedPackage(`the tar archive is damaged: an extended header has ${size} bytes`);
  }
  const content = window.at(position, size);
  if (content.length < size) throw malformedPackage('the tar archive ends inside an extended header');
  return parseExtension(type, content);
}

/** What the later one says counts. */
function both(earlier: Extensions, later: Extensions): Extensions {
  if (earlier.size === 0) return later;
  return later.size === 0 ? earlier : new Map([...earlier, ...later]);
}

/** Contents fill whole blocks. */
function padded(bytes: number): number {
  return Math.ceil(bytes / BLOCK_BYTES) * BLOCK_BYTES;
}
