import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { schemaFiles } from '../../src/schemas/index.ts';

const FOLDER = path.resolve(import.meta.dirname, '../../../../docs/schemas');

test('the published schemas are those that are read with', () => {
  for (const [name, text] of schemaFiles()) {
    assert.equal(fs.readFileSync(path.join(FOLDER, name), 'utf8'), text, `${name}: npm run generate`);
  }
});
