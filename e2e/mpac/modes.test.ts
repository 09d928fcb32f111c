// What an archive does not store: the table that mpac gives fits an index as it is, and mpkg applies it.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { test } from 'node:test';
import { parseIndexEntry } from '@mpkg/manifest';
import { buildTree, runTool, temporaryDirectory } from '@mpkg/testkit';

test(
  'owners and modes go from a tree to an index and to another tree',
  { skip: process.getuid?.() !== 0 && 'only root gives files away' },
  async () => {
    using work = temporaryDirectory();
    const [tree, root] = [`${work.path}/tree`, `${work.path}/root`];
    buildTree(tree, { 'srv/cgi': { exec: 'x' }, 'srv/secret': { file: 'y', mode: 0o640 } });
    buildTree(root, {});
    fs.chownSync(`${tree}/srv/cgi`, 33, 42);
    fs.chmodSync(`${tree}/srv/cgi`, 0o6755);
    const [pac, table] = [`${work.path}/web.pac`, `${work.path}/modes.json`];
    const { modes, bytes, sha256 } = (
      await runTool('mpac', ['create', pac, tree, '--modes', table, '--json'])
    ).json().result;
    assert.deepEqual(modes, [
      { path: 'srv/cgi', mode: '6755', owner: '33', group: '42' },
      { path: 'srv/secret', mode: '0640' },
    ]);
    assert.deepEqual(JSON.parse(fs.readFileSync(table, 'utf8')), modes);
    const entry = {
      name: 'web',
      version: '1.0.0',
      architecture: 'all',
      summary: 'pages',
      pac: { url: 'web.pac', size: bytes, sha256 },
      modes,
    };
    assert.deepEqual(parseIndexEntry(JSON.stringify(entry), 1).modes, modes);

    const deployed = await runTool('mpkg', ['-i', pac, '--root', root, '--modes', table]);
    assert.equal(deployed.exit, 0, deployed.stderr);
    const { uid, gid, mode } = fs.statSync(`${root}/srv/cgi`);
    assert.deepEqual([uid, gid, mode & 0o7777], [33, 42, 0o6755]);
    assert.equal(fs.statSync(`${root}/srv/secret`).mode & 0o7777, 0o640);
  },
);
