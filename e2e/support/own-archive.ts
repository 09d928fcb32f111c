import { createHash } from 'node:crypto';
import { debOf, type TarSpec } from '../../packages/spm/test/foreign/archives.ts';
import { suiteFiles } from '../../packages/spm/test/sync/archive.ts';
import type { Loopback } from '../../packages/spm/test/transport/loopback.ts';

/** A package of Debian to make: fields of its control file, and what is in it. */
export interface DebianSource {
  readonly fields: Readonly<Record<string, string>> & {
    readonly Package: string;
    readonly Version: string;
    readonly Architecture: string;
  };
  readonly data: readonly TarSpec[];
}

/** Publishes a suite `stable` with exactly these packages; each `day` of 2026 is an edition. */
export async function publishArchive(
  server: Loopback,
  sources: readonly DebianSource[],
  day = 1,
): Promise<void> {
  const indexes: Record<string, string> = {};
  for (const { fields, data } of sources) {
    const { Package: name, Version: version, Architecture: architecture } = fields;
    const control = Object.entries({ ...fields, Description: name }).map(
      ([key, value]) => `${key}: ${value}\n`,
    );
    const deb = await debOf({ data, control: { control: control.join('') } });
    const location = `pool/${name}_${version}_${architecture}.deb`;
    server.put(`/${location}`, deb);
    const sha256 = createHash('sha256').update(deb).digest('hex');
    const stanza = `${control.join('')}Filename: ${location}\nSize: ${deb.length}\nSHA256: ${sha256}\nInstalled-Size: 4\n\n`;
    const index = `main/binary-${architecture}`;
    indexes[index] = (indexes[index] ?? '') + stanza;
  }
  const date = new Date(Date.UTC(2026, 0, day)).toUTCString().replace('GMT', 'UTC');
  for (const [name, content] of suiteFiles({ suite: 'stable', date, indexes })) server.put(name, content);
}
