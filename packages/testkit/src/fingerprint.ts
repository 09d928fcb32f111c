import { createHash } from 'node:crypto';
import fs from 'node:fs';

export interface FingerprintOptions {
  /** Paths relative to the root, each left out with everything below it. */
  readonly except?: readonly string[];
  /** Owner and group as well. */
  readonly owners?: boolean;
}

/**
 * A tree as sorted lines `TYPE MODE SHA256|TARGET|- PATH`, names as bytes: equal lines mean equal trees in everything that a
 * deployment may touch. Times are left out.
 */
export function fingerprint(root: string, options: FingerprintOptions = {}): readonly string[] {
  const lines: string[] = [];
  const walk = (relative: string): void => {
    for (const name of fs.readdirSync(raw(`${root}/${relative}`), { encoding: 'latin1' }).toSorted()) {
      const member = relative === '' ? name : `${relative}/${name}`;
      if (options.except?.includes(member)) continue;
      const status = fs.lstatSync(raw(`${root}/${member}`));
      lines.push(describe(`${root}/${member}`, member, status, options));
      if (status.isDirectory()) walk(member);
    }
  };
  walk('');
  return lines;
}

function describe(file: string, member: string, status: fs.Stats, { owners }: FingerprintOptions): string {
  const mode = status.isSymbolicLink() ? '-' : (status.mode & 0o7777).toString(8);
  const owner = owners === true ? ` ${status.uid}:${status.gid}` : '';
  const [type, content] = status.isSymbolicLink()
    ? ['link', fs.readlinkSync(raw(file), { encoding: 'latin1' })]
    : status.isDirectory()
      ? ['dir', '-']
      : status.isFile()
        ? [
            'file',
            createHash('sha256')
              .update(fs.readFileSync(raw(file)))
              .digest('hex'),
          ]
        : ['special', '-'];
  return `${type} ${mode}${owner} ${content} ${member}`;
}

function raw(latin1: string): Buffer {
  return Buffer.from(latin1, 'latin1');
}
