import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { PublishedSystem } from './published.ts';

describe('the accounts of a package in an index', () => {
  const accounts: readonly (readonly [text: string, account: string | number])[] = [
    ['33', 33],
    ['0', 0],
    ['4294967294', 4294967294],
    ['www-data', 'www-data'],
    ['_apt', '_apt'],
  ];
  for (const [text, account] of accounts) {
    it(`${text} is ${typeof account === 'number' ? 'a number' : 'a name'}`, async () => {
      using system = new PublishedSystem();
      await system.publish([
        {
          name: 'web',
          version: '1.0.0',
          files: { 'srv/web': '' },
          modes: [{ path: 'srv/web', mode: '0640', owner: text, group: text }],
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
