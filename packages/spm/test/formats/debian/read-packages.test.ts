import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import type { CandidateRecord } from '../../../src/catalogue/record.ts';
import { readPackages, type IndexProblem } from '../../../src/formats/debian/index.ts';

async function read(text: string): Promise<{ records: CandidateRecord[]; problems: IndexProblem[] }> {
  const problems: IndexProblem[] = [];
  const records: CandidateRecord[] = [];
  for await (const batch of readPackages([Buffer.from(text)], (problem) => problems.push(problem))) {
    records.push(...batch);
  }
  return { records, problems };
}

const NGINX = `Package: nginx
Source: nginx (1.22.1-9)
Version: 1.22.1-9+b1
Installed-Size: 1335
Maintainer: Jöran <j@example.org>
Architecture: amd64
Multi-Arch: foreign
Essential: yes
Provides: httpd, httpd-cgi (= 2)
Pre-Depends: dpkg (>= 1.15.6~)
Depends: libc6 (>= 2.34), libcrypt1 (>= 1:4.1.0) | libcrypt2,
 zlib1g,, perl:any
Recommends: nginx-common
Conflicts: nginx-core
Breaks: nginx-light (<< 1.22)
Replaces: nginx-light (<< 1.22), nginx-doc
Suggests: fcgiwrap,
 nginx-doc
Description: small, powerful web server
 First line.
 .
  Indented.
Tag: role::program,
 works-with::text
Section: httpd
Priority: important
Filename: pool/n/nginx.deb
Size: 527168
SHA256: 00ff
`;

const MINIMAL = 'Package: a\nVersion: 1\nArchitecture: all\n';

describe('readPackages', () => {
  it('reads every field that counts', async () => {
    const { records, problems } = await read(NGINX);
    assert.deepEqual(problems, []);
    assert.deepEqual(records, [
      {
        name: 'nginx',
        version: '1.22.1-9+b1',
        architecture: 'amd64',
        series: '',
        multiArch: 'foreign',
        priority: 1,
        essential: true,
        kind: 'package',
        standard: undefined,
        depends: [
          'dpkg (>= 1.15.6~)',
          'libc6 (>= 2.34)',
          'libcrypt1 (>= 1:4.1.0) | libcrypt2',
          'zlib1g',
          'perl:any',
        ],
        recommends: ['nginx-common'],
        conflicts: ['nginx-core', 'nginx-light (<< 1.22)'],
        replaces: [],
        provides: [
          { name: 'httpd', version: undefined },
          { name: 'httpd-cgi', version: '2' },
        ],
        downloadBytes: 527_168,
        installedBytes: 1335 * 1024,
        details: {
          summary: 'small, powerful web server',
          location: 'pool/n/nginx.deb',
          sha256: '00ff',
          section: 'httpd',
          maintainer: 'Jöran <j@example.org>',
          source: 'nginx (1.22.1-9)',
          provides: 'httpd, httpd-cgi (= 2)',
          suggests: 'fcgiwrap, nginx-doc',
          tags: 'role::program, works-with::text',
          description: 'First line.\n\n Indented.',
        },
      },
    ]);
  });

  it('fills in what is missing', async () => {
    const { records } = await read(MINIMAL);
    const [{ depends, multiArch, priority, downloadBytes, details } = assert.fail()] = records;
    assert.deepEqual(
      { depends, multiArch, priority, downloadBytes, details },
      { depends: [], multiArch: 'no', priority: 3, downloadBytes: 0, details: { summary: '' } },
    );
  });

  it('takes a file name for a path, not for a URL', async () => {
    const { records } = await read(`${MINIMAL}Filename: ./a_1%3a2#3.deb\n`);
    assert.equal(records[0]?.details.location, './a_1%253a2%233.deb');
  });

  it('sees a successor in what replaces, excludes and provides', async () => {
    const takeover = `${MINIMAL}Provides: b, c\nConflicts: b\nReplaces: b (<< 2), c, d\n`;
    const { records } = await read(takeover);
    assert.deepEqual(records[0]?.replaces, ['b (<< 2)']);
  });

  const damaged: Record<string, string> = {
    'no name': 'Version: 1\nArchitecture: all\n',
    'no version': 'Package: a\nArchitecture: all\n',
    'no architecture': 'Package: a\nVersion: 1\n',
    'a name that is a path': 'Package: ../a\nVersion: 1\nArchitecture: all\n',
    'an unknown Multi-Arch': `${MINIMAL}Multi-Arch: perhaps\n`,
    'a size that is no number': `${MINIMAL}Size: 12k\n`,
    'a malformed dependency': `${MINIMAL}Depends: b (>= 1\n`,
    'a malformed provision': `${MINIMAL}Provides: b (>= 1)\n`,
    'a line that is none': `${MINIMAL}<html>\n`,
  };
  for (const [title, stanza] of Object.entries(damaged)) {
    it(`passes over and reports ${title}`, async () => {
      const { records, problems } = await read(
        `Package: z\nVersion: 1\nArchitecture: all\n\n${stanza}\n${MINIMAL}`,
      );
      assert.deepEqual(
        records.map(({ name }) => name),
        ['z', 'a'],
      );
      assert.equal(problems.length, 1);
      assert.ok((problems[0]?.line ?? 0) >= 5);
    });
  }

  it('reports a malformed clause each time', async () => {
    const { problems } = await read(`${MINIMAL}Depends: (b\n\n${MINIMAL}Depends: (b\n`);
    assert.deepEqual(
      problems.map(({ line, subject }) => [line, subject]),
      [
        [1, 'a'],
        [6, 'a'],
      ],
    );
  });
});
