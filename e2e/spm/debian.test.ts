// Real packages of the machine's own Debian archive, from a mirror on loopback with a test authority: programs are installed into an
// empty root, run inside it, and taken away again without a trace.
import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { after, before, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import type { IndexTrigger } from '@mpkg/manifest';
import { buildTree, type Tree } from '@mpkg/testkit';
import { CERTIFICATES, Loopback, NO_TLS } from '../../packages/spm/test/transport/loopback.ts';
import { mirrorOf, packagesFor, withoutDebian } from '../support/debian-mirror.ts';
import { runInside, startInside } from '../support/inside.ts';
import { NativeRepository, type Published } from '../support/native-repository.ts';
import { SpmRoot } from '../support/spm-root.ts';

const skip = NO_TLS || withoutDebian();

/** What Debian leaves to its users: which packages make a web server. And one whose trigger fails. */
const OVERLAY: readonly Published[] = [
  { name: 'httpd', version: '1', kind: 'abstract', standard: 'apache2' },
  { name: 'java', version: '1', kind: 'abstract', standard: 'openjdk' },
  {
    name: 'openjdk',
    version: '1',
    provides: ['java'],
    depends: ['default-jre-headless'],
    files: { 'usr/bin/java': { link: '/usr/lib/jvm/default-java/bin/java' } },
  },
  { name: 'failing', version: '1', files: { 'usr/share/failing/file': '' } },
  { name: 'tomcat', version: '10', kind: 'group', depends: ['tomcat10'] },
  { name: 'web', version: '1', kind: 'group', depends: ['httpd', 'java', 'tomcat'] },
];

/** Calls for a program that is there and says no. */
const FAILING: IndexTrigger = {
  name: 'fails',
  paths: ['usr/share/failing/'],
  command: ['/bin/busybox', 'false'],
};

/** What is installed, one after the other. */
const WANTED = [['web'], ['nginx', 'busybox', 'python3']] as const;

/** The places and accounts that programs expect of any system. */
const SKELETON: Tree = {
  dev: { dir: {} },
  proc: { dir: {} },
  run: { dir: {} },
  tmp: { dir: {} },
  'etc/passwd': 'root:x:0:0::/:/bin/sh\n',
  'etc/group': 'root:x:0:\n',
};

let spm: SpmRoot;
let empty: readonly string[];
let server: Loopback;

before(async () => {
  if (skip) return;
  spm = new SpmRoot();
  buildTree(spm.root, SKELETON);
  empty = spm.tree();
  const overlay = new NativeRepository(path.join(spm.directory.path, 'overlay'), 'debian');
  await overlay.publish(OVERLAY, [FAILING]);
  server = await Loopback.start({ tls: 'valid' });
  for (const [name, content] of mirrorOf(await packagesFor(WANTED, overlay))) server.put(name, content);
  for (const [name, content] of overlay.files()) server.put(`/overlay${name}`, content);
  await spm.ok('config', 'set', 'network.ca', CERTIFICATES?.ca ?? '');
  await spm.ok('config', 'set', 'recommends', 'false');
  await spm.ok('repo', 'add', 'overlay', `${server.base}/overlay/`);
  await spm.ok('repo', 'add', 'debian', '--suite', 'bookworm', `${server.base}/`);
  await spm.ok('sync');
});

after(async () => {
  if (skip) return;
  spm[Symbol.dispose]();
});

test('web brings a server, a servlet container and Java, and they run', { skip }, async () => {
  const { result } = await spm.ok('install', ...WANTED[0]);
  assert.ok(result.changes.some(({ id }: { id: string }) => id === 'apache2'));
  assert.match(runInside(spm.root, '/usr/sbin/apache2', '-v'), /^Server version: Apache/m);
  assert.match(runInside(spm.root, '/usr/bin/java', '-version'), /^openjdk version "\d/m);
  const tomcat = ['-cp', '/usr/share/tomcat10/lib/*', 'org.apache.catalina.util.ServerInfo'];
  assert.match(runInside(spm.root, '/usr/bin/java', ...tomcat), /^Server version: Apache Tomcat\/10/m);
  await spm.ok('verify');
  await spm.ok('doctor');
});

test('nginx, busybox and python3 run inside the root', { skip }, async () => {
  await spm.ok('install', ...WANTED[1]);
  assert.match(runInside(spm.root, '/bin/busybox', 'echo', 'hello'), /^hello$/m);
  assert.match(runInside(spm.root, '/usr/bin/python3', '-B', '-c', 'print(6 * 7)'), /^42$/m);
  assert.match(runInside(spm.root, '/usr/sbin/nginx', '-v'), /nginx version/);
  assert.equal((await spm.ok('owns', '/usr/sbin/nginx')).result.paths[0].packages[0], 'nginx');
  assert.match((await spm.text('files', 'nginx-common', '--scripts')).stdout, /^--- postinst$/m);
});

test('nginx serves a page', { skip }, async () => {
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (name) => `${name}_temp_path /tmp/${name};`,
  );
  fs.writeFileSync(
    spm.path('tmp/nginx.conf'),
    `user root; daemon off; pid /tmp/nginx.pid; error_log stderr; events {}
     http { access_log off; ${temporary.join(' ')} server { listen unix:/tmp/nginx.socket; root /tmp; } }\n`,
  );
  fs.writeFileSync(spm.path('tmp/page.html'), 'a page\n');
  {
    using nginx = startInside(spm.root, '/usr/sbin/nginx', '-e', 'stderr', '-c', '/tmp/nginx.conf');
    assert.equal(await page('/page.html', spm.path('tmp/nginx.socket'), nginx.child), 'a page\n');
  }
  for (const name of fs.readdirSync(spm.path('tmp'))) fs.rmSync(spm.path(`tmp/${name}`), { recursive: true });
});

test('a trigger that fails is exit 14, loses nothing, and stays due', { skip }, async () => {
  const { exit, result } = await spm.run(['install', 'failing']);
  assert.deepEqual([exit, result.failed[0].name], [14, 'fails']);
  assert.ok(spm.exists('usr/share/failing/file'));
  assert.equal((await spm.run(['recover'])).exit, 14);
  assert.equal((await spm.run(['doctor'])).result.findings[0].code, 'hooks-due');
});

test('all of it undone without the mirror, the root is as empty as before', { skip }, async () => {
  await server.stop();
  const refused = await spm.refused('undo', '1');
  assert.deepEqual([refused.exit, refused.code], [4, 'dependents-exist']);
  await spm.ok('rollback', '0', '--offline');
  assert.deepEqual(spm.tree(), empty);
  assert.deepEqual(await spm.installed(), []);
});

/** What a server answers, once it listens. */
async function page(name: string, socketPath: string, nginx: ChildProcess): Promise<string> {
  for (;;) {
    try {
      const [response] = (await once(http.get({ socketPath, path: name }), 'response')) as [
        http.IncomingMessage,
      ];
      return await text(response);
    } catch (error) {
      if (nginx.exitCode !== null || nginx.signalCode !== null) throw error;
      await setTimeout(5);
    }
  }
}
