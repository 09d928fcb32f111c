// Writes everything that is generated: manual pages and completion scripts from the command tables, JSON Schemas from the
// schemas that files are read with. `--check` only compares.
import fs from 'node:fs';
import path from 'node:path';
import { completionScript, SHELLS, toolManual } from '@mpkg/cli/docs';
import { schemaFiles } from '@mpkg/manifest/schemas';
import { MPAC } from '@mpkg/mpkg/cli/mpac';
import { MPKG } from '@mpkg/mpkg/cli/mpkg';
import { SPM } from '@mpkg/spm/cli';
import { configurationManual } from '../packages/mpkg/src/cli/mpkg/configuration-manual.ts';
import { configJsonSchema } from '../packages/spm/src/config/schema.ts';

const root = path.resolve(import.meta.dirname, '..');
const isCheck = process.argv.includes('--check');
const COMPLETION_FILE = {
  bash: (tool: string) => tool,
  zsh: (tool: string) => `_${tool}`,
  fish: (tool: string) => `${tool}.fish`,
};

const files = new Map<string, string>();
for (const tool of [MPAC, MPKG, SPM]) {
  files.set(`docs/man/${tool.name}.1`, toolManual(tool));
  for (const shell of SHELLS) {
    files.set(
      `docs/completions/${shell}/${COMPLETION_FILE[shell](tool.name)}`,
      completionScript(tool, shell),
    );
  }
}
files.set('docs/man/mpkg.conf.5', configurationManual());
for (const [name, text] of schemaFiles()) files.set(`docs/schemas/${name}`, text);
files.set('docs/schemas/config.schema.json', `${JSON.stringify(configJsonSchema(), null, 2)}\n`);

let stale = 0;
for (const [name, text] of files) {
  const file = path.join(root, name);
  if (fs.existsSync(file) && fs.readFileSync(file, 'utf8') === text) continue;
  stale += 1;
  console.log(`${isCheck ? 'stale' : 'wrote'} ${name}`);
  if (isCheck) continue;
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, text);
}
if (isCheck && stale > 0) {
  console.error('run "npm run generate" and commit the result');
  process.exitCode = 1;
}
