import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { describe, test } from 'node:test';
import { temporaryDirectory } from '@mpkg/testkit';
import { parseModes } from '../../src/archive/modes.ts';
import { createPac } from '../../src/archive/create-pac.ts';
import { fsPath, type Bytes } from '../../src/bytes.ts';
import { changeSkips } from '../../src/change-skips.ts';
import { checkPackage } from '../../src/check-package.ts';
import { DEFAULT_GROUP } from '../../src/package-id.ts';
import { lab, type Lab } from './harness.ts';

const ID = { group: DEFAULT_GROUP, name: 'foo' as Bytes };
const FOO = { 'bin/ping': { exec: 'ping' }, 'bin/plain': { exec: 'plain' }, 'lib/x': 'x' };
const RAW = parseModes('[{"path":"bin/ping","capabilities":"cap_net_raw+ep"}]', 'table');

/** What getcap(8), which is not ours, says of a file. */
function capabilitiesOf(file: string): string {
  return /cap_\S+/.exec(spawnSync('getcap', [file], { encoding: 'utf8' }).stdout)?.[0] ?? '';
}

function canSetCapabilities(): boolean {
  using directory = temporaryDirectory(fs.existsSync('/dev/shm') ? '/dev/shm' : undefined);
  fs.writeFileSync(`${directory.path}/file`, '');
  spawnSync('setcap', ['cap_net_raw+ep', `${directory.path}/file`]);
  return capabilitiesOf(`${directory.path}/file`) !== '';
}

const skip = !canSetCapabilities() && 'setcap and getcap do not work here';

async function deployed(place: Lab): Promise<string> {
  const pac = await place.pac('foo', FOO);
  await place.deploy(pac, { modes: RAW });
  return pac;
}

describe('capabilities of a modes table', { skip }, () => {
  test('are given to their file alone, and are seen to be lost', async () => {
    using place = lab();
    await deployed(place);
    assert.equal(capabilitiesOf(`${place.root}/bin/ping`), 'cap_net_raw=ep');
    assert.equal(capabilitiesOf(`${place.root}/bin/plain`), '');
    assert.deepEqual(checkPackage({ root: place.root }, ID), []);
    fs.chownSync(`${place.root}/bin/ping`, 0, 0);
    assert.deepEqual(checkPackage({ root: place.root }, ID), [
      { path: 'bin/ping', differences: ['capabilities'] },
    ]);
    await place.remove('foo');
    assert.deepEqual(place.everything(), []);
  });

  test('reach a file by whatever bytes it is called', async () => {
    using place = lab();
    const directory = `raw\xff -'"$\\` as Bytes;
    const file = `${directory}/%s\xe9` as Bytes;
    const source = `${place.root}-raw`;
    fs.mkdirSync(fsPath(`${source}/${directory}`), { recursive: true });
    fs.writeFileSync(fsPath(`${source}/${file}`), 'x');
    const pac = `${source}/../raw.pac`;
    await createPac(pac, source);
    await place.deploy(pac, { name: 'foo', modes: new Map([[file, { capabilities: 'cap_net_raw+ep' }]]) });
    const found = spawnSync('getcap', ['-r', place.root], { encoding: 'latin1' }).stdout;
    assert.match(found, /%s\S* cap_net_raw=ep\n/);
    assert.deepEqual(checkPackage({ root: place.root }, ID), []);
    fs.chownSync(fsPath(`${place.root}/${file}`), 0, 0);
    assert.deepEqual(checkPackage({ root: place.root }, ID), [{ path: file, differences: ['capabilities'] }]);
  });

  test('are those of the new table after a replacement, of which the content is the same', async () => {
    using place = lab();
    const pac = await deployed(place);
    const more = parseModes('[{"path":"bin/ping","capabilities":"cap_net_raw,cap_net_admin=ep"}]', 'table');
    await place.deploy(pac, { replace: true, modes: more });
    assert.equal(capabilitiesOf(`${place.root}/bin/ping`), 'cap_net_admin,cap_net_raw=ep');
    await place.deploy(pac, { replace: true });
    assert.equal(capabilitiesOf(`${place.root}/bin/ping`), '');
    assert.deepEqual(checkPackage({ root: place.root }, ID), []);
  });

  test('stay, and come back, when what is skipped changes', async () => {
    using place = lab();
    await deployed(place);
    const change = (skips: object): Promise<unknown> =>
      changeSkips({ root: place.root, sync: false }, ID, { skip: [], unskip: [], ...skips });
    await change({ skip: ['lib'] });
    assert.equal(capabilitiesOf(`${place.root}/bin/ping`), 'cap_net_raw=ep');
    await change({ skip: ['bin/ping'] });
    assert.ok(!fs.existsSync(`${place.root}/bin/ping`));
    await change({ unskip: ['bin/ping'] });
    assert.equal(capabilitiesOf(`${place.root}/bin/ping`), 'cap_net_raw=ep');
  });

  test('that do not exist, or are of a directory, are refused and nothing stays', async () => {
    using place = lab();
    const pac = await place.pac('foo', FOO);
    for (const row of [
      { path: 'bin/ping', capabilities: 'cap_nonsense+ep' },
      { path: 'bin', capabilities: 'cap_net_raw+ep' },
    ]) {
      const modes = parseModes(JSON.stringify([row]), 'table');
      await assert.rejects(place.deploy(pac, { modes }), { code: 'table-invalid', exit: 2 });
      assert.deepEqual(place.everything(), []);
    }
  });
});
