// Emits every package as JavaScript with declarations into its dist/, in the order of their dependencies: what an importer on
// plain Node uses, and what `packages/executable/bin/run.mjs` runs.
import { spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');
const PACKAGES = ['cli', 'manifest', 'mpkg', 'spm', 'executable'];

for (const name of PACKAGES) {
  const directory = path.join(root, 'packages', name);
  const config = path.join(directory, 'tsconfig.lib.json');
  const outDir = path.join(directory, 'dist');
  rmSync(outDir, { recursive: true, force: true });
  writeFileSync(
    config,
    JSON.stringify({
      extends: '../../tsconfig.lib.json',
      compilerOptions: { outDir, rootDir: path.join(directory, 'src') },
      include: ['src'],
    }),
  );
  try {
    const { status } = spawnSync('tsc', ['-p', config], { stdio: 'inherit' });
    if (status !== 0) process.exit(status ?? 1);
  } finally {
    rmSync(config);
  }
  console.log(`built packages/${name}/dist`);
}
