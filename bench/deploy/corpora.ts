import fs from 'node:fs';
import path from 'node:path';

/** One package of a corpus in two versions: directories to pack. */
export interface Sample {
  readonly name: string;
  readonly old: string;
  readonly new: string;
}

export interface Corpus {
  readonly name: 'tiny' | 'small' | 'large' | 'multi';
  readonly samples: readonly Sample[];
}

const MIB = 2 ** 20;
const SMALL_FILES = 8000;
const SMALL_LIMIT = MIB;
const SMALL_BYTES = 115 * MIB;
const PACKAGES = 200;
/** One file in this many differs between the two versions of a package. */
const CHANGED_EVERY = 20;

interface Source {
  readonly file: string;
  readonly size: number;
}

/** Builds every corpus from regular files that this machine has anyway; the same machine gives the same corpora. */
export function buildCorpora(directory: string): readonly Corpus[] {
  const sources = pickSources(['/usr/share', '/usr/lib', '/usr/include']);
  return [
    { name: 'tiny', samples: [sample(path.join(directory, 'tiny'), sources.slice(0, 3))] },
    { name: 'small', samples: [sample(path.join(directory, 'small'), sources)] },
    { name: 'large', samples: [largeSample(path.join(directory, 'large'), sources)] },
    {
      name: 'multi',
      samples: Array.from({ length: PACKAGES }, (empty, at) =>
        sample(
          path.join(directory, `multi-${String(at).padStart(3, '0')}`),
          sources.filter((source, index) => index % PACKAGES === at),
          `opt/package-${at}`,
        ),
      ),
    },
  ];
}

function pickSources(roots: readonly string[]): readonly Source[] {
  const picked: Source[] = [];
  let bytes = 0;
  const walk = (directory: string): void => {
    for (const entry of fs.readdirSync(directory, { withFileTypes: true }).toSorted(byName)) {
      if (picked.length >= SMALL_FILES || bytes >= SMALL_BYTES) return;
      const file = path.join(directory, entry.name);
      if (entry.isDirectory()) walk(file);
      if (!entry.isFile()) continue;
      const { size } = fs.statSync(file);
      if (size > SMALL_LIMIT) continue;
      picked.push({ file, size });
      bytes += size;
    }
  };
  for (const root of roots) walk(root);
  return picked;
}

function byName(a: fs.Dirent, b: fs.Dirent): number {
  return a.name < b.name ? -1 : 1;
}

function sample(directory: string, sources: readonly Source[], below = ''): Sample {
  const trees = { old: path.join(directory, 'old'), new: path.join(directory, 'new') };
  for (const [at, { file }] of sources.entries()) {
    for (const tree of Object.values(trees)) {
      const target = path.join(tree, below, file);
      fs.mkdirSync(path.dirname(target), { recursive: true });
      fs.copyFileSync(file, target);
      if (tree === trees.new && at % CHANGED_EVERY === 0) fs.appendFileSync(target, 'changed\n');
    }
  }
  return { name: path.basename(directory), ...trees };
}

function largeSample(directory: string, sources: readonly Source[]): Sample {
  const seed = Buffer.concat(sources.slice(0, 400).map(({ file }) => fs.readFileSync(file)));
  const trees = { old: path.join(directory, 'old'), new: path.join(directory, 'new') };
  for (const [version, tree] of Object.entries(trees)) {
    fs.mkdirSync(path.join(tree, 'opt/large'), { recursive: true });
    for (let at = 0; at < 5; at++) {
      const descriptor = fs.openSync(path.join(tree, `opt/large/file-${at}`), 'w');
      for (let written = 0; written < 100 * MIB;) {
        written += fs.writeSync(descriptor, seed, 0, Math.min(seed.length, 100 * MIB - written));
      }
      if (version === 'new' && at === 0) fs.writeSync(descriptor, 'changed\n');
      fs.closeSync(descriptor);
    }
  }
  return { name: 'large', ...trees };
}
