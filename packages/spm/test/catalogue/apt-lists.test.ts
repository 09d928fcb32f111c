import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';

import { satisfies } from '@mpkg/manifest';
import { LONG, temporaryDirectory } from '@mpkg/testkit';

import { compileCatalogue, openCatalogue, type Catalogue } from '../../src/catalogue/index.ts';
import { parseRequirement, readPackages, type IndexProblem } from '../../src/formats/debian/index.ts';

const LISTS = '/var/lib/apt/lists';
const APT_HELPER = '/usr/lib/apt/apt-helper';
const ALL_LISTS_BYTES = 1 << 30;

const lists = existsSync(APT_HELPER) && existsSync(LISTS) ? packagesIn(LISTS) : [];
const skip = lists.length === 0 && 'this machine has no package lists of apt';

function packagesIn(folder: string): string[] {
  return readdirSync(folder)
    .filter((file) => /_Packages(\.\w+)?$/.test(file))
    .map((file) => join(folder, file));
}

function contentOf(list: string): Buffer {
  return execFileSync(APT_HELPER, ['cat-file', list], { maxBuffer: ALL_LISTS_BYTES });
}

/** The carriers of the names in a requirement that it admits, found by asking for each name. */
function admittedCarriers(catalogue: Catalogue, text: string): string[] {
  return parseRequirement(text).flatMap(({ name, range, architecture }) =>
    catalogue
      .named(name)
      .filter((one) => architecture !== 'any' || catalogue.cardOf(one).multiArch === 'allowed')
      .filter((one) => range === undefined || satisfies(range, catalogue.versionOf(one)))
      .map((one) => `${catalogue.nameOf(one)} ${catalogue.versionOf(one)}`),
  );
}

describe("the machine's own package lists", { skip }, () => {
  it('compile without a complaint, and resolve as asking name by name does', LONG, async () => {
    using directory = temporaryDirectory();
    const path = join(directory.path, 'catalogue');
    const native = execFileSync('dpkg', ['--print-architecture'], { encoding: 'utf8' }).trim();
    const problems: IndexProblem[] = [];
    const contents = lists.map(contentOf);
    await compileCatalogue({
      path,
      architectures: [native],
      repositories: contents.map((content, index) => ({
        name: `list-${index}`,
        scheme: 'debian' as const,
        identity: '',
        grammar: parseRequirement,
        records: readPackages([content], (problem) => problems.push(problem)),
      })),
    });
    assert.deepEqual(problems, []);
    const opened = openCatalogue(path);
    assert.ok(opened.state === 'ready');
    const { catalogue } = opened;
    const paragraphs = contents.reduce((sum, content) => sum + countParagraphs(content), 0);
    assert.ok(catalogue.candidateCount <= paragraphs && catalogue.candidateCount > paragraphs * 0.9);
    for (let candidate = 0; candidate < catalogue.candidateCount; candidate += 211) {
      for (const relation of catalogue.depends.of(candidate)) {
        const members = catalogue.members.of(relation).map((one) => {
          return `${catalogue.nameOf(one)} ${catalogue.versionOf(one)}`;
        });
        const text = catalogue.relationText(relation);
        const missing = admittedCarriers(catalogue, text).filter((one) => !members.includes(one));
        assert.deepEqual(missing, [], text);
      }
    }
    catalogue.close();
  });
});

function countParagraphs(content: Buffer): number {
  return content.toString('latin1').match(/^Package: /gm)?.length ?? 0;
}
