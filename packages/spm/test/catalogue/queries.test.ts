import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { compiled, repository, type RecordSpec } from './support.ts';

describe('a catalogue that is asked', () => {
  it('answers the same of what was read ahead', async () => {
    const specs = Array.from({ length: 900 }, (_, index): RecordSpec => {
      return { name: `package-${index}`, depends: [`package-${(index * 7) % 900} (>= ${index})`] };
    });
    using made = await compiled([repository('main', specs)]);
    using other = await compiled([repository('main', specs)]);
    const candidates = Array.from(specs, (_, index) => (index * 11) % 900);
    const relations = candidates.flatMap((candidate) => made.catalogue.depends.of(candidate));
    made.catalogue.readAhead(candidates, relations);
    for (const candidate of candidates) {
      assert.deepEqual(made.catalogue.cardOf(candidate), other.catalogue.cardOf(candidate));
    }
    for (const relation of relations) {
      assert.equal(made.catalogue.relationText(relation), other.catalogue.relationText(relation));
    }
  });

  it('finds names by their beginning, by words, and near a mistake', async () => {
    using made = await compiled([
      repository('main', [
        ...['nginx', 'nginx-common', 'apache2', 'libnginx-mod'].map((name) => ({ name })),
        { name: 'lighttpd', details: { summary: 'fast Server like NGINX' } },
        { name: 'Xorg', details: { summary: 'X\tDisplay İ' } },
      ]),
    ]);
    const { catalogue } = made;
    assert.deepEqual(catalogue.namesBeginning('nginx', 9), ['nginx', 'nginx-common']);
    assert.deepEqual(catalogue.namesBeginning('', 2), ['Xorg', 'apache2']);
    assert.deepEqual(catalogue.search(['Nginx']), ['nginx', 'nginx-common', 'libnginx-mod', 'lighttpd']);
    assert.deepEqual(catalogue.search(['nginx', 'server']), ['lighttpd']);
    assert.deepEqual(catalogue.search([]), []);
    assert.deepEqual(catalogue.search(['xORG', 'display']), ['Xorg']);
    assert.deepEqual(catalogue.near('Xogr'), ['Xorg']);
    assert.deepEqual(catalogue.near('ngnix'), ['nginx']);
    assert.deepEqual(catalogue.named('ngnix'), []);
    assert.deepEqual(catalogue.providersOf('ngnix'), []);
  });
});
