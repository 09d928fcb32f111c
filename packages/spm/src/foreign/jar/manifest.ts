import { SpmError } from '../../errors.ts';
import { readCentralDirectory } from '../zip/central-directory.ts';
import { contentOf } from '../zip/content.ts';

const MANIFEST = 'META-INF/MANIFEST.MF';
const MAX_MANIFEST_BYTES = 1024 * 1024;

/** The main section of a jar's manifest: attribute names in small letters, values (JAR File Specification, "JAR Manifest"). */
export type JarManifest = ReadonlyMap<string, string>;

/** @throws SpmError `package-malformed`, `stream-corrupt`; a jar without a manifest has an empty one. */
export async function readManifest(fd: number, fileSize: number): Promise<JarManifest> {
  for (const entry of readCentralDirectory(fd, fileSize)) {
    if (entry.path.toUpperCase() !== MANIFEST) continue;
    if (entry.size > MAX_MANIFEST_BYTES) throw new SpmError('size-limit', `${entry.path} is over 1 MiB`);
    const chunks: Uint8Array[] = [];
    for await (const chunk of contentOf(fd, entry)) chunks.push(chunk);
    return parseManifest(Buffer.concat(chunks).toString('utf8'));
  }
  return new Map();
}

/** A line that begins with a blank continues the one before; an empty line ends the section. */
function parseManifest(text: string): JarManifest {
  const lines = text.replaceAll(/\r\n?/g, '\n').replaceAll('\n ', '').split('\n');
  const end = lines.indexOf('');
  const main = end < 0 ? lines : lines.slice(0, end);
  return new Map(
    main.flatMap((line): readonly [string, string][] => {
      const colon = line.indexOf(':');
      return colon < 1 ? [] : [[line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()]];
    }),
  );
}
