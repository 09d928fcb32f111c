import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';

export interface Suite {
  readonly suite: string;
  /** HTTP date. */
  readonly date: string;
  /** Index text by `component/binary-arch`; by `''` in a flat repository. */
  readonly indexes: Readonly<Record<string, string>>;
  readonly origin?: string;
  readonly byHash?: boolean;
  readonly validUntil?: string;
}

const sha256 = (content: string | Buffer): string => createHash('sha256').update(content).digest('hex');

/** The files of one suite of a Debian archive (flat when its name ends with `/`), by path: a clearsigned release and gz and plain indexes. */
export function suiteFiles(options: Suite): Map<string, Buffer> {
  const { suite, indexes } = options;
  const root = suite.endsWith('/') ? `/${suite}` : `/dists/${suite}/`;
  const published = new Map<string, Buffer>();
  const listed = new Map<string, Buffer>();
  for (const [folder, text] of Object.entries(indexes)) {
    for (const [name, content] of [
      ['Packages', Buffer.from(text)],
      ['Packages.gz', gzipSync(text)],
    ] as const) {
      const prefix = folder === '' ? '' : `${folder}/`;
      listed.set(`${prefix}${name}`, content);
      published.set(`${root}${prefix}${name}`, content);
      published.set(`${root}${prefix}by-hash/SHA256/${sha256(content)}`, content);
    }
  }
  published.set(`${root}InRelease`, Buffer.from(clearsigned(releaseText(options, listed))));
  return published;
}

export function releaseText(options: Suite, listed: ReadonlyMap<string, Buffer>): string {
  const { origin = 'Test', suite, date, validUntil, byHash } = options;
  const lines = [`Origin: ${origin}`, `Label: ${origin}`, `Codename: ${suite}`, `Date: ${date}`];
  if (validUntil !== undefined) lines.push(`Valid-Until: ${validUntil}`);
  if (byHash) lines.push('Acquire-By-Hash: yes');
  lines.push('SHA256:');
  for (const [path, content] of listed) lines.push(` ${sha256(content)} ${content.length} ${path}`);
  return `${lines.join('\n')}\n`;
}

export function clearsigned(message: string): string {
  return [
    '-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n',
    message.trimEnd().replaceAll(/^-/gm, '- -'),
    '-----BEGIN PGP SIGNATURE-----\n\nAAAA\n-----END PGP SIGNATURE-----\n',
  ].join('\n');
}

/** An index of `count` packages, the same for the same `seed`. */
export function indexText(count: number, seed: number): string {
  return Array.from(
    { length: count },
    (_, index) =>
      `Package: p${index}\nVersion: 1.${seed}\nArchitecture: amd64\nSize: 100\n` +
      `Filename: pool/p${index}.deb\nSHA256: ${sha256(`${seed} ${index}`)}\nDescription: package ${index}\n`,
  ).join('\n');
}
