import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';

import type { Plan } from '../../src/plan/plan.ts';
import { PublishedSystem } from '../plan/published.ts';

const TOOL = { name: 'tool', group: 'tools', files: { 'bin/tool': 'tool' } };

function define(system: PublishedSystem, text: string): void {
  fs.mkdirSync(path.join(system.root, 'etc'), { recursive: true });
  fs.writeFileSync(path.join(system.root, 'etc/mpkg.conf'), text);
}

async function planned(system: PublishedSystem): Promise<Plan> {
  return await system.plan({
    words: ['install', 'tool'],
    jobs: [{ job: 'install', target: { name: 'tool' } }],
  });
}

describe('a package whose index names a group', () => {
  it('is refused before anything is fetched where mpkg.conf has no such group', async () => {
    using system = new PublishedSystem();
    await system.publish([{ ...TOOL, version: '1.0.0' }]);
    system.unpublishPacs();
    await assert.rejects(system.run(await planned(system)), { code: 'group-unknown', subject: 'tool' });
    define(system, 'group tools\ninto opt/tools\n');
    await assert.rejects(system.run(await planned(system)), { code: 'not-published' });
  });

  it('is upgraded where it is when the group is gone from mpkg.conf', async () => {
    using system = new PublishedSystem();
    define(system, 'group tools\ninto opt/tools\n');
    await system.publish([{ ...TOOL, version: '1.0.0' }]);
    await system.install('tool');
    define(system, '');
    await system.publish([{ ...TOOL, version: '1.1.0' }]);
    await system.run(await system.plan({ words: ['update'], jobs: [{ job: 'upgrade' }] }));
    assert.deepEqual(system.versions(), { 'tools:tool': '1.1.0' });
    assert.ok(system.exists('opt/tools/bin/tool'));
  });
});
