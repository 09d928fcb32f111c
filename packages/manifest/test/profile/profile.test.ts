import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseProfile, printProfile } from '../../src/profile/index.ts';
import type { Profile } from '../../src/profile/index.ts';

const PROFILE: Profile = {
  name: 'demo-12',
  kind: 'STABLE-ROLLING',
  scheme: 'debian',
  date: '2026-01-31T00:00:00Z',
  packages: [
    { name: 'zlib', version: '1.2.13' },
    { name: 'java', version: '17.0.10' },
    { name: 'java', version: '17.0.9' },
    { name: 'libc6', version: '2.36', architecture: 'i386' },
    { name: 'libc6', version: '2.36', architecture: 'amd64' },
  ],
};

const TEXT = `{
  "name": "demo-12",
  "kind": "STABLE-ROLLING",
  "scheme": "debian",
  "date": "2026-01-31T00:00:00Z",
  "packages": [
    {"name":"java","version":"17.0.9"},
    {"name":"java","version":"17.0.10"},
    {"name":"libc6","version":"2.36","architecture":"amd64"},
    {"name":"libc6","version":"2.36","architecture":"i386"},
    {"name":"zlib","version":"1.2.13"}
  ]
}
`;

test('a profile is printed one tuple a line, in order', () => {
  assert.equal(printProfile(PROFILE), TEXT);
  assert.equal(printProfile(parseProfile(TEXT)), TEXT);
  assert.deepEqual(parseProfile(printProfile({ ...PROFILE, packages: [] })).packages, []);
});

test('a malformed profile is refused with the place of its first error', () => {
  for (const [before, after, line, column, hint] of [
    ['"STABLE-ROLLING"', '"STABLE-ROLING"', 3, 11, 'write `"STABLE-ROLLING"`'],
    ['"packages"', '"package"', 6, 3, 'write `packages`'],
    ['"version":"17.0.9"', '"version":"v17"', 7, 31, undefined],
    ['"version":"17.0.10"', '"version":"17.0.9"', 8, 5, undefined],
    ['"name":"zlib"', '"name":"z lib"', 11, 13, undefined],
    ['2026-01-31T00:00:00Z', '2026-01-31', 5, 11, undefined],
  ] as const) {
    assert.throws(() => parseProfile(TEXT.replace(before, after)), {
      code: 'profile-invalid',
      position: { line, column },
      hint,
    });
  }
});
