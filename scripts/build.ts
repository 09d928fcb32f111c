// Builds the one executable and the names it answers to: bun scripts/build.ts [--target=bun-linux-arm64] [--out=dist/bin]
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { BunPlugin } from 'bun';

const NAMES = ['mpac', 'mpkg', 'spm'] as const;
const root = path.resolve(import.meta.dir, '..');
const host = `bun-linux-${process.arch}`;

const { values } = parseArgs({
  options: { target: { type: 'string', default: host }, out: { type: 'string', default: 'dist/bin' } },
});
const out = path.resolve(root, values.out);
const cpu = /arm64|aarch64/.test(values.target) ? 'arm64' : 'x64';
const libc = values.target.endsWith('musl') ? 'musl' : 'glibc';
const addon = dependency(`@lmdb/lmdb-linux-${cpu}/node.napi.${libc}.node`);

fs.mkdirSync(out, { recursive: true });
const executable = path.join(out, 'mpkg');
const embedded = path.join(out, 'lmdb.bin');
fs.copyFileSync(addon, embedded);

const built = await Bun.build({
  entrypoints: [path.join(root, 'packages/executable/src/main.ts')],
  root,
  target: 'bun',
  format: 'esm',
  splitting: true,
  bytecode: true,
  minify: true,
  sourcemap: 'linked',
  conditions: ['source'],
  define: { 'process.env.NODE_ENV': '"production"' },
  compile: {
    outfile: executable,
    ...(values.target === host ? {} : { target: values.target as 'bun-linux-arm64' }),
    // Without these a file in the current directory could run code.
    autoloadDotenv: false,
    autoloadBunfig: false,
    autoloadTsconfig: false,
    autoloadPackageJson: false,
  },
  plugins: [nativeAddon()],
});

fs.rmSync(embedded);
moveMaps();
if (!built.success) {
  for (const log of built.logs) console.error(log.message);
  process.exit(1);
}
for (const name of NAMES.filter((n) => n !== 'mpkg')) {
  fs.rmSync(path.join(out, name), { force: true });
  fs.symlinkSync('mpkg', path.join(out, name));
}
const mib = fs.statSync(executable).size / 2 ** 20;
console.log(`built ${path.relative(root, executable)} for ${values.target}: ${mib.toFixed(0)} MiB`);

function dependency(file: string): string {
  const found = path.join(root, 'node_modules', file);
  if (!fs.existsSync(found)) throw new Error(`${file} is missing: run "npm ci" with optional dependencies`);
  return found;
}

/** Embeds lmdb's addon, and keeps the bundler away from what it would break. */
function nativeAddon(): BunPlugin {
  return {
    name: 'native-addon',
    setup(build) {
      // Its ESM file evaluates code that names module variables, which a bundler renames.
      build.onResolve({ filter: /^ordered-binary$/ }, () => ({
        path: dependency('ordered-binary/dist/index.cjs'),
      }));
      // An optional accelerator with an addon of its own.
      build.onResolve({ filter: /^msgpackr-extract$/ }, () => ({ path: 'absent', namespace: 'absent' }));
      build.onLoad({ filter: /.*/, namespace: 'absent' }, () => ({
        contents: 'throw new Error("not bundled")',
        loader: 'js',
      }));
      build.onResolve({ filter: /^node-gyp-build-optional-packages$/ }, () => ({
        path: 'lmdb-loader',
        namespace: 'lmdb-loader',
      }));
      build.onLoad({ filter: /.*/, namespace: 'lmdb-loader' }, () => ({
        contents:
          `import EMBEDDED from ${JSON.stringify(embedded)} with { type: 'file' };\n` +
          fs.readFileSync(path.join(import.meta.dir, 'lmdb-loader.mjs'), 'utf8'),
        loader: 'js',
      }));
    },
  };
}

/** Source maps are kept beside, not among, the programs. */
function moveMaps(): void {
  const maps = path.join(out, '../maps');
  fs.mkdirSync(maps, { recursive: true });
  for (const file of fs.readdirSync(out).filter((name) => name.endsWith('.map'))) {
    fs.renameSync(path.join(out, file), path.join(maps, file));
  }
}
