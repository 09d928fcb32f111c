import assert from 'node:assert/strict';
import { test } from 'node:test';
import { encodeHeader, parseHeader } from '../../src/pac/header.ts';
import { raw } from './bytes.ts';

test('a header gives the length of the index and where it begins', () => {
  assert.deepEqual(parseHeader(raw('PAC', 0, 9)), { indexStart: 5, indexLength: 9 });
  assert.deepEqual(parseHeader(raw('PAC', 1, 0, 1)), { indexStart: 6, indexLength: 256 });
  assert.deepEqual(parseHeader(raw('PAC', 2, 1, 2, 3, 0xff)), { indexStart: 7, indexLength: 0x030201 });
});

const REFUSED: Record<string, readonly [bytes: Uint8Array, code: string]> = {
  'no bytes': [raw(), 'pac-truncated'],
  'part of the magic': [raw('PA'), 'pac-truncated'],
  'no size code': [raw('PAC'), 'pac-truncated'],
  'a missing length byte': [raw('PAC', 1, 9), 'pac-truncated'],
  'another magic': [raw('PAX', 0, 9), 'pac-malformed'],
  'another magic, cut': [raw('X'), 'pac-malformed'],
  'a size code above 3': [raw('PAC', 4, 1, 1, 1, 1, 1), 'pac-malformed'],
  'a length of four bytes, from the code alone': [raw('PAC', 3), 'pac-malformed'],
  'an empty index': [raw('PAC', 0, 0), 'pac-malformed'],
  'a length that fewer bytes would hold': [raw('PAC', 1, 9, 0), 'pac-malformed'],
};

for (const [what, [bytes, code]] of Object.entries(REFUSED)) {
  test(`a header with ${what} is refused`, () => {
    assert.throws(() => parseHeader(bytes), { name: 'MpkgError', code, exit: 6 });
  });
}

test('a written header is the shortest that parses back', () => {
  for (const length of [1, 255, 256, 65_535, 65_536, 0xff_ffff]) {
    const header = encodeHeader(length);
    assert.deepEqual(parseHeader(header), { indexStart: header.length, indexLength: length });
  }
});
