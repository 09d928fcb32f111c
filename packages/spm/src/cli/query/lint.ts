import { defineCommand, type Handler } from '@mpkg/cli';
import { countText } from '../../query/count-text.ts';

const lint: Handler<{}> = async (call) => {
  const { resolve } = await import('node:path');
  const { lintFile } = await import('../../query/lint-file.ts');
  const { readTextFile } = await import('../../query/read-text-file.ts');
  const names = call.operands.length === 0 ? ['MANIFEST.json'] : call.operands;
  const findings = [];
  for (const name of names) findings.push(...lintFile(await readTextFile(resolve(call.cwd, name)), name));
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  call.report.note(
    `${countText(names.length, 'file')}: ${countText(errors, 'error')}, ${countText(findings.length - errors, 'warning')}`,
  );
  return {
    result: { findings },
    lines: findings.map(({ file, line, column, severity, message, hint, code }) => {
      const advice = hint === undefined ? '' : ` (${hint})`;
      return `${file}:${line}:${column}: ${severity}: ${message}${advice} [${code}]`;
    }),
    exit: errors === 0 ? 0 : 1,
  };
};

export const LINT = defineCommand({
  name: 'lint',
  summary: 'check manifests, profiles and indexes before they are published',
  description: [
    'Says everything that is wrong with a file, and what is allowed but not good, each with its line and column. A file that ends with .jsonl, compressed or not, is an index; one with a list of packages is a profile; every other one is a manifest.',
    'The exit status is 1 when there is an error; warnings alone leave it 0. Whether the packages of an index can be installed, repo check says.',
  ],
  operands: [
    {
      name: 'FILE',
      summary: 'MANIFEST.json of this directory by default',
      optional: true,
      many: true,
      complete: 'file',
    },
  ],
  options: {},
  examples: [{ command: 'spm lint MANIFEST.json index.jsonl.zst', does: 'Check a manifest and an index.' }],
  readsOnly: true,
  exits: [3, 6],
  load: async () => lint,
});
