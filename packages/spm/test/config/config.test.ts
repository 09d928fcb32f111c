import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';

import { editConfig } from '../../src/config/edit.ts';
import { compileConfig } from '../../src/config/compile.ts';
import { loadConfig, pathsUnder, variableOf, withValue } from '../../src/config/index.ts';
import { DEFAULTS, KEYS } from '../../src/config/keys.ts';
import type { Paths } from '../../src/config/paths.ts';
import { configJsonSchema } from '../../src/config/schema.ts';
import { effectiveValues, settingsOf } from '../../src/config/settings.ts';
import { validateConfig } from '../../src/config/validate.ts';
import type { SpmError } from '../../src/errors.ts';

const NO_HOOKS = process.versions['bun'] !== undefined && 'module hooks are of Node';

const sourceUrl = (name: string): string =>
  pathToFileURL(join(import.meta.dirname, '../../src/config', name)).href;

const setUnknown = (text: string): string => withValue(text, 'network.retires', 3);

let root: string;
let paths: Paths;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'spm-config-'));
  paths = pathsUnder(root);
  mkdirSync(dirname(paths.config), { recursive: true });
});
afterEach(() => rmSync(root, { recursive: true }));

const TEXT = `{
  // the machine's own
  "arch": "amd64",
  "network": { "retries": 5 }, /* patient */
}
`;

describe('what is malformed is exit 2 with file, line and column', () => {
  const CASES: readonly (readonly [text: string, place: string, hint?: string])[] = [
    ['{ "arch": }', '1:11'],
    ['{\n  "arhc": "amd64"\n}', '2:3', 'write "arch"'],
    ['{ "network": {\n "timout": 3 } }', '2:2', 'write "timeout"'],
    ['{ "arch": 5 }', '1:11'],
    ['{ "network": { "retries": -1 } }', '1:27'],
    ['{ "repositories": [\n {"name": "a", "urls": ["ftp://x/"]} ] }', '2:25'],
    ['{ "repositories": [{"name": "a", "urls": []}] }', '1:42'],
    ['{ "repositories": [{"name": "a/b", "urls": ["https://x/"]}] }', '1:29'],
    ['{ "repositories": [{"name":"a","urls":["file:///x"]},\n{"name":"a","urls":["file:///y"]}] }', '2:9'],
    ['[]', '1:1'],
  ];
  for (const [text, place, hint] of CASES) {
    test(JSON.stringify(text), () => {
      assert.throws(
        () => validateConfig('/c.json', text),
        (error: SpmError) => {
          assert.deepEqual([error.code, error.exit, error.hint], ['config-invalid', 2, hint]);
          return error.message.startsWith(`/c.json:${place}: `);
        },
      );
    });
  }
});

describe('loading', () => {
  test('no file, an empty file and defaults', async () => {
    assert.deepEqual(await loadConfig(paths), {});
    writeFileSync(paths.config, '');
    assert.deepEqual(await loadConfig(paths), {});
    const settings = settingsOf({ file: {}, environment: {}, options: {} });
    assert.equal(settings.network.timeout, 30_000);
    assert.deepEqual(settings.repositories, []);
  });

  test('a text that was validated before is not validated again; a changed one is', async () => {
    writeFileSync(paths.config, TEXT);
    await compileConfig(paths);
    const compiled = JSON.parse(readFileSync(paths.compiledConfig, 'utf8')) as { config: object };
    assert.deepEqual(compiled.config, { arch: 'amd64', network: { retries: 5 } });
    assert.deepEqual(await loadConfig(paths), compiled.config);
    writeFileSync(paths.config, TEXT.replace('"amd64"', '"arm64"'));
    assert.equal((await loadConfig(paths)).arch, 'arm64');
    writeFileSync(paths.config, '{ "arhc": 1 }');
    await assert.rejects(loadConfig(paths), { code: 'config-invalid' });
  });

  test('a damaged compiled form is not believed', async () => {
    writeFileSync(paths.config, TEXT);
    await compileConfig(paths);
    for (const text of ['{"text":', 'null', '7', '{}']) {
      writeFileSync(paths.compiledConfig, text);
      assert.equal((await loadConfig(paths)).arch, 'amd64', text);
    }
  });

  test('zod is not loaded for a text that was validated before', { skip: NO_HOOKS }, async () => {
    writeFileSync(paths.config, TEXT);
    await compileConfig(paths);
    const program = `
      import { registerHooks } from 'node:module';
      registerHooks({ load(url, context, next) { if (url.includes('/zod/')) process.exit(9); return next(url, context); } });
      const { loadConfig } = await import(${JSON.stringify(sourceUrl('load.ts'))});
      const { pathsUnder } = await import(${JSON.stringify(sourceUrl('paths.ts'))});
      console.log((await loadConfig(pathsUnder(${JSON.stringify(root)}))).arch);`;
    const args = ['--conditions=source', '--input-type=module', '--eval', program];
    assert.equal(execFileSync(process.execPath, args, { encoding: 'utf8' }), 'amd64\n');
  });
});

/** Whether that is a configuration. */
function accepts(act: () => unknown): boolean {
  try {
    act();
    return true;
  } catch (error) {
    assert.equal((error as SpmError).code, 'config-invalid');
    return false;
  }
}

describe('precedence: option, environment, file, default', () => {
  const file = { arch: 'file', recommends: false, network: { retries: 5 } };
  test('the strongest source wins and is named', () => {
    const environment = { SPM_ARCH: 'environment', SPM_NETWORK_RETRIES: '7', SPM_FOREIGN_ARCHS: 'i686, x32' };
    const values = effectiveValues({ file, environment, options: { arch: 'option' } });
    assert.deepEqual(values.arch, { value: 'option', source: 'option' });
    assert.deepEqual(values['network.retries'], { value: 7, source: 'environment' });
    assert.deepEqual(values['foreign-archs'], { value: ['i686', 'x32'], source: 'environment' });
    assert.deepEqual(values.recommends, { value: false, source: 'file' });
    assert.deepEqual(values['network.timeout'], { value: 30, source: 'default' });
  });

  test('a variable that cannot be read is named', () => {
    for (const [name, text] of [
      ['SPM_NETWORK_RETRIES', 'many'],
      ['SPM_NETWORK_OFFLINE', 'perhaps'],
    ] as const) {
      assert.throws(() => effectiveValues({ file, environment: { [name]: text }, options: {} }), {
        code: 'config-invalid',
        subject: name,
      });
    }
  });

  test('the environment may say of numbers what the file may say', () => {
    const numbers = [0, 0.5, 1, 1.5, 20, 21, 64, 65, 3600, 3601, 2 ** 40];
    for (const key of KEYS.filter((one) => typeof DEFAULTS[one] === 'number')) {
      const [section = '', name = ''] = key.split('.');
      for (const number of numbers) {
        const text = JSON.stringify({ [section]: { [name]: number } });
        const environment = { [variableOf(key)]: String(number) };
        assert.equal(
          accepts(() => effectiveValues({ file: {}, environment, options: {} })),
          accepts(() => validateConfig('config.json', text)),
          `${key} ${number}`,
        );
      }
    }
  });

  test('an empty variable of a text says nothing', () => {
    const values = effectiveValues({ file, environment: { SPM_ARCH: '' }, options: {} });
    assert.deepEqual(values.arch, { value: 'file', source: 'file' });
  });

  test('every key that the schema has is a setting, a variable and a default, and the other way round', () => {
    type Node = { properties?: Record<string, Node> };
    const leaves = (node: Node, prefix: string): string[] =>
      Object.entries(node.properties ?? {}).flatMap(([key, child]) =>
        child.properties === undefined ? [`${prefix}${key}`] : leaves(child, `${prefix}${key}.`),
      );
    const inSchema = leaves(configJsonSchema(), '').filter(
      (key) => !['$schema', 'repositories'].includes(key),
    );
    assert.deepEqual(inSchema.sort(), [...KEYS].sort());
    for (const key of KEYS) {
      const fallback = DEFAULTS[key];
      if (fallback !== '') validateConfig('defaults', withValue('', key, fallback));
    }
    assert.equal(new Set(KEYS.map(variableOf)).size, KEYS.length);
  });
});

describe('editing', () => {
  test('keeps comments, mode and a symbolic link', async () => {
    const real = join(root, 'real.json');
    writeFileSync(real, TEXT);
    chmodSync(real, 0o600);
    symlinkSync(real, paths.config);
    await editConfig(paths.config, (text) => withValue(text, 'network.retries', 1));
    assert.equal(readFileSync(real, 'utf8'), TEXT.replace('5', '1'));
    assert.equal(statSync(real).mode & 0o777, 0o600);
    assert(lstatSync(paths.config).isSymbolicLink());
  });

  test('creates the file and its folder', async () => {
    rmSync(dirname(paths.config), { recursive: true });
    await editConfig(paths.config, (text) => withValue(text, 'arch', 'i686'));
    assert.deepEqual(await loadConfig(paths), { arch: 'i686' });
  });

  test('tells a malformed file by its line, a malformed edit without one', async () => {
    writeFileSync(paths.config, '{\n "arch": 3 }');
    await assert.rejects(editConfig(paths.config, setUnknown), { subject: `${paths.config}:2` });
    writeFileSync(paths.config, TEXT);
    await assert.rejects(editConfig(paths.config, setUnknown), {
      message: 'the key "retires" is unknown',
      hint: 'write "retries"',
    });
  });

  test('writes nothing that is not valid', async () => {
    writeFileSync(paths.config, TEXT);
    await assert.rejects(
      editConfig(paths.config, (text) => withValue(text, 'network.retries', 'often')),
      { code: 'config-invalid' },
    );
    assert.equal(readFileSync(paths.config, 'utf8'), TEXT);
  });

  test('what another program puts in place meanwhile is not lost', async () => {
    writeFileSync(paths.config, TEXT);
    let calls = 0;
    await editConfig(paths.config, (text) => {
      if (calls++ === 0) {
        writeFileSync(`${paths.config}.other`, text.replace('"amd64"', '"i686"'));
        renameSync(`${paths.config}.other`, paths.config);
      }
      return withValue(text, 'network.retries', 1);
    });
    assert.deepEqual(await loadConfig(paths), { arch: 'i686', network: { retries: 1 } });
  });
});
