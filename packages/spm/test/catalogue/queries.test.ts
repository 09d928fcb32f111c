import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { compiled, repository } from './support.ts';

describe('a catalogue that is asked', () => {
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
