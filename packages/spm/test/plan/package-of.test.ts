import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { PublishedSystem } from './published.ts';

describe('the accounts of a package in an index', () => {
  for (const account of ['33', '0', '4294967294', 'www-data', '_apt']) {
    it(`${account} is in the plan as it is published`, async () => {
      using system = new PublishedSystem();
      await system.publish([
        {
          name: 'web',
          version: '1.0.0',
          files: { 'srv/web': '' },
          modes: [{ path: 'srv/web', mode: '0640', owner: account, group: account }],
        },
      ]);
      const plan = await system.plan({
        words: ['install', 'web'],
        jobs: [{ job: 'install', target: { name: 'web' } }],
      });
      assert.deepEqual(plan.steps[0]?.after?.attributes?.modes, [
        { path: 'srv/web', mode: '0640', owner: account, group: account },
      ]);
    });
  }
});
