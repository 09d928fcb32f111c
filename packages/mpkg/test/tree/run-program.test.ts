import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { runProgram } from '../../src/tree/run-program.ts';

const forms: Record<string, () => Promise<typeof runProgram>> = { 'of the library': async () => runProgram };
if (process.versions['bun'] !== undefined) {
  const platform = new URL('../../../../scripts/platform/run-program.ts', import.meta.url).href;
  forms['of the executable'] = async () =>
    ((await import(platform)) as { runProgram: typeof runProgram }).runProgram;
}

for (const [form, load] of Object.entries(forms)) {
  describe(`running a program, the form ${form}`, () => {
    it('tells how it ended and what it said', async () => {
      const run = await load();
      assert.equal((await run(['sh', '-c', 'exit 0'], '/'))?.status, 0);
      assert.deepEqual(await run(['sh', '-c', 'pwd >&2; exit 3'], '/usr'), { status: 3, message: '/usr\n' });
      assert.equal((await run(['sh', '-c', 'kill -9 $$'], '/'))?.status, null);
    });

    it('tells that it could not be started', async () => {
      const run = await load();
      assert.equal(await run(['there-is-no-such-program'], '/'), undefined);
      assert.equal(await run(['sh', '-c', 'exit 0'], '/there/is/no/such/directory'), undefined);
    });
  });
}
