import type { Published } from './native-repository.ts';

const CONFIG = 'port 80\nuser www\nroot /srv\nlog /var/log\n';

/** An edition of a small repository: a program with a library, two web servers, two of Java, groups. */
export function demoPackages(edition: 1 | 2 | 3): Published[] {
  const version = { 1: '1.0.0', 2: '1.1.0', 3: '2.0.0' }[edition];
  const range = { 1: '^1.0.0', 2: '^1.1.0', 3: '^2.0.0' }[edition];
  const config = edition === 1 ? CONFIG : CONFIG.replace('/var/log', `/var/log/${edition}`);
  return [
    {
      name: 'demo',
      version,
      depends: [`libdemo ${range}`],
      config: ['etc/demo.conf'],
      files: {
        'usr/bin/demo': { exec: `demo ${version}\n` },
        'usr/bin/demo-link': { link: 'demo' },
        'etc/demo.conf': config,
        [`usr/share/demo/only-in-${version}`]: version,
      },
    },
    { name: 'libdemo', version, files: { 'usr/lib/libdemo.so': { exec: `library ${version}\n` } } },
    server('apache'),
    server('tiny'),
    java('jdk-one'),
    java('jdk-two'),
    { name: 'httpd', version: '1.0.0', kind: 'abstract', standard: 'apache' },
    { name: 'java', version: '1.0.0', kind: 'abstract' },
    { name: 'web', version: '1.0.0', kind: 'group', depends: ['demo', 'httpd'] },
    {
      name: 'rival',
      version: '1.0.0',
      files: { 'usr/bin/demo': { exec: 'another demo\n' } },
    },
  ];
}

function server(name: string): Published {
  return {
    name,
    version: '1.0.0',
    provides: ['httpd'],
    files: { [`usr/sbin/${name}`]: { exec: `${name}\n` } },
  };
}

function java(name: string): Published {
  return {
    name,
    version: '1.0.0',
    provides: ['java'],
    files: { [`usr/lib/${name}/bin/java`]: { exec: name } },
  };
}
