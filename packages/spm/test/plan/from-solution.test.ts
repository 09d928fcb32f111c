import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { Catalogue } from '../../src/catalogue/index.ts';
import { PublishedSystem } from './published.ts';

describe('the changes of a solution', () => {
  it('read what a group needs once, not once for each of its members', async () => {
    const members = Array.from({ length: 40 }, (_, at) => `member-${at}`).toSorted();
    using system = new PublishedSystem();
    await system.publish([
      { name: 'all', version: '1.0.0', kind: 'group', depends: members },
      ...members.map((name) => ({ name, version: '1.0.0', files: { [`usr/share/${name}`]: '' } })),
    ]);
    using texts = new RelationTexts();
    const plan = await system.plan({
      words: ['install', 'all'],
      jobs: [{ job: 'install', target: { name: 'all' } }],
    });
    assert.deepEqual(
      plan.steps.flatMap(({ id, reason }) => (reason.kind === 'needed' ? [`${id} by ${reason.by}`] : [])),
      members.map((name) => `${name} by all`),
    );
    assert.ok(texts.count <= 4 * members.length, `${texts.count} texts`);
  });
});

/** Counts the texts of relations that are read from catalogues. */
class RelationTexts implements Disposable {
  count = 0;
  readonly #original = Object.getOwnPropertyDescriptor(Catalogue.prototype, 'relationText') ?? {};

  constructor() {
    const counted = (): number => this.count++;
    const original: unknown = this.#original.value;
    assert.ok(typeof original === 'function');
    Object.defineProperty(Catalogue.prototype, 'relationText', {
      ...this.#original,
      value(this: Catalogue, relation: number): unknown {
        counted();
        return Reflect.apply(original, this, [relation]);
      },
    });
  }

  [Symbol.dispose](): void {
    Object.defineProperty(Catalogue.prototype, 'relationText', this.#original);
  }
}
