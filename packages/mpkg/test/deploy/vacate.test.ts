import assert from 'node:assert/strict';
import fs from 'node:fs';
import { describe, test } from 'node:test';
import { openTransaction } from '../../src/open-transaction.ts';
import { lab } from './harness.ts';

const ONE = { 'a/x': 'x of one', 'a/own': '1' };
const TWO = { 'a/y': 'y of two', 'a/own-too': '2' };

describe('vacating', () => {
  test('two packages swap their files in one transaction', async () => {
    using place = lab();
    const empty = place.everything();
    await place.deploy([await place.pac('one', ONE), await place.pac('two', TWO)]);
    await using transaction = await openTransaction({ root: place.root, sync: false });
    await transaction.vacate({ name: 'two' });
    const one = await place.pac('one', { 'a/y': 'y of one', 'a/own': '1' });
    const { replaced } = await transaction.deploy({ pac: one, replace: true });
    assert.equal(replaced?.record.name, 'one');
    const two = await transaction.deploy({
      pac: await place.pac('two', { 'a/x': 'x of two', 'a/own-too': '2' }),
      replace: true,
    });
    assert.equal(two.replaced?.record.name, 'two');
    await transaction.commit();
    assert.equal(fs.readFileSync(`${place.root}/a/x`, 'utf8'), 'x of two');
    assert.equal(fs.readFileSync(`${place.root}/a/y`, 'utf8'), 'y of one');
    await place.remove('one', 'two');
    assert.deepEqual(place.everything(), empty);
  });

  test('what is vacated may be removed', async () => {
    using place = lab();
    await place.deploy(await place.pac('one', ONE));
    await using transaction = await openTransaction({ root: place.root, sync: false });
    await transaction.vacate({ name: 'one' });
    await transaction.deploy({ pac: await place.pac('two', { 'a/x': 'x of two' }) });
    await transaction.remove({ name: 'one' });
    await transaction.commit();
    assert.equal(fs.readFileSync(`${place.root}/a/x`, 'utf8'), 'x of two');
    await place.remove('two');
    assert.deepEqual(place.everything(), []);
  });

  test('what is vacated has to be replaced or removed', async () => {
    using place = lab();
    await place.deploy(await place.pac('one', ONE));
    const before = place.everything();
    {
      await using transaction = await openTransaction({ root: place.root, sync: false });
      await transaction.vacate({ name: 'one' });
      await assert.rejects(transaction.commit(), /neither replaced nor removed/);
    }
    assert.deepEqual(place.everything(), before);
  });

  test('a conflict leaves a transaction as it was', async () => {
    using place = lab({ taken: 'by the user' });
    await place.deploy([await place.pac('one', ONE), await place.pac('two', TWO)]);
    const before = place.everything();
    const conflicting = await place.pac('one', { 'a/y': '', 'b/new': '', taken: '' });
    {
      await using transaction = await openTransaction({ root: place.root, sync: false });
      const attempt = transaction.deploy({ pac: conflicting, replace: true });
      await assert.rejects(attempt, { code: 'file-conflict', details: { paths: ['taken', 'a/y'] } });
      await transaction.commit();
    }
    assert.deepEqual(place.everything(), before);
    await using transaction = await openTransaction({ root: place.root, sync: false });
    await assert.rejects(transaction.deploy({ pac: conflicting, replace: true }), { code: 'file-conflict' });
    await transaction.remove({ name: 'one' });
    await transaction.remove({ name: 'two' });
    await transaction.commit();
    assert.deepEqual(fs.readdirSync(place.root), ['taken']);
  });
});
