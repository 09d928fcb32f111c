// Carries a prepared plan out and kills itself at the n-th event: ROOT REPOSITORY PLAN N
import fs from 'node:fs';

import { parsePlan } from '../../src/plan/text.ts';
import { beginChange } from '../../src/run/begin.ts';
import { run } from '../../src/run/run.ts';
import { TestRepository } from './repository.ts';

const [root = '', repository = '', plan = '', at = ''] = process.argv.slice(2);

let events = 0;
const emit = (): void => {
  if (events++ === Number(at)) process.kill(process.pid, 'SIGKILL');
};

using change = await beginChange(root, emit);
await run(parsePlan(fs.readFileSync(plan, 'utf8'), plan), {
  state: change.state,
  artifacts: TestRepository.open(repository),
  catalogue: null,
  now: () => new Date(0),
  emit,
  runScripts: false,
});
