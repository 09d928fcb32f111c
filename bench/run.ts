// npm run bench [-- deploy|solve|install|query] [--rounds N] [--corpora tiny,small,large,multi] [--places tmpfs,ext4,disk]
import { parseArgs } from 'node:util';
import { benchDeploy } from './deploy/run.ts';
import { benchInstall } from './install/run.ts';
import { benchQuery } from './query/run.ts';
import { benchSolve } from './solve/run.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string', default: '5' },
    corpora: { type: 'string', default: 'tiny,small,large,multi' },
    places: { type: 'string', default: 'tmpfs,ext4,disk' },
  },
});

const suites: Readonly<Record<string, () => void>> = {
  deploy: () =>
    benchDeploy({
      rounds: Number(values.rounds),
      corpora: values.corpora.split(','),
      places: values.places.split(','),
    }),
  solve: () => benchSolve(Number(values.rounds)),
  install: () => benchInstall(Number(values.rounds)),
  query: () => benchQuery(Number(values.rounds)),
};

for (const [name, run] of Object.entries(suites)) {
  if (positionals.length > 0 && !positionals.includes(name)) continue;
  console.log(`\n## ${name}\n`);
  run();
}
