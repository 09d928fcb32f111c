import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, readSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import fc from 'fast-check';

import { LONG, temporaryDirectory } from '@mpkg/testkit';

import {
  Catalogue,
  compileCatalogue,
  openCatalogue,
  type CatalogueState,
} from '../../src/catalogue/index.ts';
import { CatalogueReader } from '../../src/catalogue/file/reader.ts';
import { SpmError } from '../../src/errors.ts';
import { repository } from './support.ts';

const specs = Array.from({ length: 50 }, (_, index) => ({
  name: `package-${index}`,
  depends: [`package-${(index * 7) % 50} (>= 1) | virtual`, 'virtual'],
  recommends: index % 5 === 0 ? ['virtual (= 2)'] : [],
  conflicts: index % 9 === 0 ? [`package-${index + 1} (<< 1)`] : [],
  replaces: index % 8 === 0 ? [`package-${index + 2}`] : [],
  provides: index % 6 === 0 ? [{ name: 'virtual', version: '2' }] : [],
}));

/** Everything that a catalogue can be asked. */
function answers(catalogue: Catalogue): unknown {
  return {
    candidates: Array.from({ length: catalogue.candidateCount }, (_, candidate) => [
      catalogue.cardOf(candidate),
      catalogue.detailsOf(candidate),
      catalogue.candidatesOf(catalogue.slotOf(candidate)),
      catalogue.depends.of(candidate),
      catalogue.recommends.of(candidate),
      catalogue.conflicts.of(candidate),
      catalogue.successorsOf(candidate),
    ]),
    relations: Array.from({ length: catalogue.relationCount }, (_, relation) => [
      catalogue.relationText(relation),
      catalogue.members.of(relation),
    ]),
    lookup: [catalogue.named('package-7'), catalogue.providersOf('virtual'), catalogue.standardOf('virtual')],
    search: [catalogue.search(['package-1']), catalogue.near('pakcage-3')],
    repositories: catalogue.repositories,
  };
}

/** What opening and asking leads to, which is the same whether the file is read or mapped. */
function outcome(path: string): unknown {
  const read = outcomeOf(openCatalogue(path));
  const mapped = CatalogueReader.open(path, (fd, offset, length) => {
    const before = offset % 16;
    const bytes = new Uint8Array(before + length);
    const count = readSync(fd, bytes, 0, before + length, offset - before);
    return bytes.subarray(before, count);
  });
  const state = 'state' in mapped ? mapped : ({ state: 'ready', catalogue: new Catalogue(mapped) } as const);
  assert.deepEqual(outcomeOf(state), read);
  return read;
}

/** Anything but an answer or a typed refusal is thrown. */
function outcomeOf(opened: CatalogueState): unknown {
  if (opened.state !== 'ready') return opened.state;
  try {
    return answers(opened.catalogue);
  } catch (error) {
    if (error instanceof SpmError && error.code === 'catalogue-corrupt') return 'corrupt';
    throw error;
  } finally {
    opened.catalogue.close();
  }
}

async function compiledFile(directory: string): Promise<string> {
  const path = join(directory, 'catalogue');
  await compileCatalogue({ path, repositories: [repository('main', specs)], architectures: ['amd64'] });
  return path;
}

describe('a damaged catalogue', () => {
  it('is noticed, or the damage changes no answer', LONG, async () => {
    using directory = temporaryDirectory();
    const path = await compiledFile(directory.path);
    const pristine = readFileSync(path);
    const expected = outcome(path);
    const flips = fc.array(fc.tuple(fc.nat(pristine.length - 1), fc.integer({ min: 1, max: 255 })), {
      minLength: 1,
      maxLength: 3,
    });
    fc.assert(
      fc.property(flips, (list) => {
        const bytes = Buffer.from(pristine);
        for (const [at, mask] of list) bytes[at] = (bytes[at] ?? 0) ^ mask;
        writeFileSync(path, bytes);
        const found = outcome(path);
        if (found !== 'corrupt' && found !== 'outdated') assert.deepEqual(found, expected);
      }),
      { numRuns: 200 },
    );
  });

  it('is noticed byte by byte wherever it is read whole', LONG, async () => {
    using directory = temporaryDirectory();
    const path = await compiledFile(directory.path);
    const pristine = readFileSync(path);
    const reader = CatalogueReader.open(path);
    assert.ok(!('state' in reader));
    const { sections, mirrorDistance } = reader.directory;
    for (const [name, [offset, length]] of Object.entries(sections)) {
      for (const copy of [offset, offset + mirrorDistance]) {
        const bytes = Buffer.from(pristine);
        const at = copy + Math.floor(length / 2);
        bytes[at] = (bytes[at] ?? 0) ^ 1;
        writeFileSync(path, bytes);
        assert.equal(outcome(path), length === 0 ? 'ready' : 'corrupt', name);
      }
    }
    reader.close();
  });

  it('is refused when it is cut at or beside the end of any part', LONG, async () => {
    using directory = temporaryDirectory();
    const path = await compiledFile(directory.path);
    const pristine = readFileSync(path);
    const reader = CatalogueReader.open(path);
    assert.ok(!('state' in reader));
    const { sections, columns, details } = reader.directory;
    reader.close();
    const extents = [...Object.values(sections), ...Object.values(columns), details];
    const ends = extents.flatMap(([offset, length]) => [offset, offset + length]);
    for (const end of [0, 1, 8, 47, 48, ...ends, pristine.length - 1]) {
      for (const cut of [end - 1, end, end + 1]) {
        if (cut < 0 || cut >= pristine.length) continue;
        writeFileSync(path, pristine.subarray(0, cut));
        assert.equal(outcome(path), 'corrupt', `cut at ${cut}`);
      }
    }
    writeFileSync(path, Buffer.concat([pristine, Buffer.of(0)]));
    assert.equal(outcome(path), 'corrupt');
  });

  it('is told apart from one of another format, another program, and none', async () => {
    using directory = temporaryDirectory();
    const path = await compiledFile(directory.path);
    const older = readFileSync(path);
    older.writeUInt32LE(0, 8);
    writeFileSync(path, older);
    assert.equal(openCatalogue(path).state, 'outdated');
    const foreign = readFileSync(path);
    foreign.write('ELF', 1);
    writeFileSync(path, foreign);
    assert.equal(openCatalogue(path).state, 'corrupt');
    assert.equal(openCatalogue(join(directory.path, 'absent')).state, 'missing');
    assert.throws(() => openCatalogue(directory.path), SpmError);
  });
});

describe('compileCatalogue', () => {
  it('leaves the catalogue in use as it is when the records fail', async () => {
    using directory = temporaryDirectory();
    const path = await compiledFile(directory.path);
    const before = readFileSync(path);
    const failing = {
      ...repository('main', []),
      // oxlint-disable-next-line require-await, require-yield -- a source that fails at once
      records: (async function* () {
        throw new SpmError('transfer-cut', 'gone');
      })(),
    };
    const again = compileCatalogue({ path, repositories: [failing], architectures: ['amd64'] });
    await assert.rejects(again, (error) => error instanceof SpmError && error.code === 'transfer-cut');
    assert.deepEqual(readFileSync(path), before);
    assert.deepEqual(readdirSync(directory.path), ['catalogue']);
  });

  it('may be called twice at once, and clears away what was abandoned', async () => {
    using directory = temporaryDirectory();
    const abandoned = join(directory.path, 'catalogue.2147483647.0.new');
    writeFileSync(abandoned, 'cut off');
    const [path] = await Promise.all([compiledFile(directory.path), compiledFile(directory.path)]);
    assert.equal(openCatalogue(path).state, 'ready');
    assert.deepEqual(readdirSync(directory.path), ['catalogue']);
  });

  it('clears away what it wrote when that cannot be put in place', async () => {
    using directory = temporaryDirectory();
    const path = join(directory.path, 'catalogue');
    mkdirSync(join(path, 'occupied'), { recursive: true });
    await assert.rejects(compiledFile(directory.path), SpmError);
    assert.deepEqual(readdirSync(directory.path), ['catalogue']);
  });

  it('names a directory that is missing', async () => {
    const made = compileCatalogue({
      path: '/nonexistent/catalogue',
      repositories: [],
      architectures: ['amd64'],
    });
    await assert.rejects(made, (error) => error instanceof SpmError && error.code === 'file-not-found');
  });
});
