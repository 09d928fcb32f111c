import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import fc from 'fast-check';

import { clearsignedMessage, isClearsigned } from '../../src/repos/debian/clearsigned.ts';
import { parseRelease } from '../../src/repos/debian/release.ts';
import { clearsigned } from '../sync/archive.ts';

const DIGEST = 'a'.repeat(64);
const RELEASE = `Origin: Debian
Label: Debian
Suite: oldstable
Codename: bookworm
Date: Sat, 11 Jul 2026 10:16:37 UTC
Valid-Until: Sat, 18 Jul 2026 10:16:37 UTC
Acquire-By-Hash: yes
MD5Sum:
 ${'b'.repeat(32)}  10 main/binary-amd64/Packages
SHA256:
 ${DIGEST}      10 main/binary-amd64/Packages
 ${DIGEST} 4294967297 main/binary-amd64/Packages.xz
`;

describe('a Release file', () => {
  test('says who publishes what, when, and its digests', () => {
    const release = parseRelease(RELEASE, 'r');
    assert.deepEqual([release.origin, release.label, release.codename], ['Debian', 'Debian', 'bookworm']);
    assert.equal(release.date, Date.UTC(2026, 6, 11, 10, 16, 37));
    assert.equal(release.validUntil, Date.UTC(2026, 6, 18, 10, 16, 37));
    assert.equal(release.byHash, true);
    assert.deepEqual(
      [...release.files],
      [
        ['main/binary-amd64/Packages', { sha256: DIGEST, size: 10 }],
        ['main/binary-amd64/Packages.xz', { sha256: DIGEST, size: 4294967297 }],
      ],
    );
  });

  test('is named by its suite where it has no codename', () => {
    assert.equal(parseRelease('Suite: stable\nSHA256:\n', 'r').codename, 'stable');
  });

  const MALFORMED: readonly (readonly [name: string, text: string, place: string])[] = [
    ['older digests are no proof', RELEASE.replace('SHA256', 'SHA1'), 'r'],
    ['a field without a colon', `Origin\n${RELEASE}`, 'r:1'],
    ['a short digest', RELEASE.replace(` ${DIGEST}      10`, ` ${DIGEST.slice(1)} 10`), 'r:11'],
    ['a path that leaves the suite', RELEASE.replace('main/binary-amd64/Packages.xz', '../../x'), 'r:12'],
    ['an absolute path', RELEASE.replace('main/binary-amd64/Packages.xz', '/etc/passwd'), 'r:12'],
    ['a date that is none', RELEASE.replace('Sat, 11 Jul 2026 10:16:37 UTC', 'yesterday'), 'r'],
  ];
  for (const [name, text, subject] of MALFORMED) {
    test(`is refused: ${name}`, () =>
      assert.throws(() => parseRelease(text, 'r'), { code: 'index-malformed', exit: 6, subject }));
  }
});

describe('a clearsigned message', () => {
  test('is what stands inside', () => {
    assert.equal(clearsignedMessage(clearsigned(RELEASE), 'r'), RELEASE);
    assert(isClearsigned(clearsigned(RELEASE)) && !isClearsigned(RELEASE));
  });

  test('is unescaped, whatever its lines are', () => {
    const line = fc.constantFrom('-----BEGIN PGP SIGNATURE-----', '- dash', '-', 'Origin: x', '- - -', ' a');
    fc.assert(
      fc.property(fc.array(line, { minLength: 1 }), (lines) => {
        const message = `${lines.join('\n')}\n`;
        assert.equal(clearsignedMessage(clearsigned(message), 'r'), message);
      }),
    );
  });

  const signed = clearsigned(RELEASE);
  const HOSTILE: readonly (readonly [name: string, text: string])[] = [
    ['text before it', `Origin: Evil\n${signed}`],
    ['text after it', `${signed}Origin: Evil\n`],
    ['a second message', signed + signed],
    ['no signature', signed.slice(0, signed.indexOf('-----BEGIN PGP SIGNATURE'))],
    ['a signature that does not end', signed.slice(0, signed.indexOf('-----END'))],
    ['no message', RELEASE],
    ['nothing', ''],
  ];
  for (const [name, text] of HOSTILE) {
    test(`is refused with ${name}`, () =>
      assert.throws(() => clearsignedMessage(text, 'r'), { code: 'index-malformed' }));
  }

  test('cut off anywhere is refused', () => {
    fc.assert(
      fc.property(fc.nat(signed.trimEnd().length - 1), (length) => {
        assert.throws(() => clearsignedMessage(signed.slice(0, length), 'r'), { code: 'index-malformed' });
      }),
    );
  });
});
