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
fs.mkdirSync(out, { recursive: true });
const executable = path.join(out, 'mpkg');

/** Modules of packages/ that have a form of their own on Bun. */
const platform = path.join(root, 'scripts/platform');
const platformModules: BunPlugin = {
  name: 'platform',
  setup(build) {
    for (const file of fs.readdirSync(platform)) {
      const filter = new RegExp(`/${file.replace('.', '\\.')}$`);
      build.onResolve({ filter }, () => ({ path: path.join(platform, file) }));
    }
  },
};

const built = await Bun.build({
  entrypoints: [path.join(root, 'packages/executable/src/main.ts')],
  root,
  target: 'bun',
  format: 'esm',
  splitting: true,
  // Fewer files to load: 0.5 ms of a short run.
  minChunkSize: 16 * 1024,
  bytecode: true,
  minify: true,
  sourcemap: 'linked',
  conditions: ['source'],
  plugins: [platformModules],
  define: { 'process.env.NODE_ENV': '"production"' },
  compile: {
    outfile: executable,
    ...(values.target === host ? {} : { target: values.target as 'bun-linux-arm64' }),
    // Most runs are over before compiled code pays, and on few processors its compilers compete with the program. Measured on two, in
    // processor time: `spm plan install nginx` 20 instead of 34 ms, gnome 63 instead of 90 ms; `spm repo check` 940 instead of 890 ms.
    jitPolicy: 24,
    // Without these a file in the current directory could run code.
    autoloadDotenv: false,
    autoloadBunfig: false,
    autoloadTsconfig: false,
    autoloadPackageJson: false,
  },
});

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

/** Source maps are kept beside, not among, the programs. */
function moveMaps(): void {
  const maps = path.join(out, '../maps');
  fs.mkdirSync(maps, { recursive: true });
  for (const file of fs.readdirSync(out).filter((name) => name.endsWith('.map'))) {
    fs.renameSync(path.join(out, file), path.join(maps, file));
  }
}
