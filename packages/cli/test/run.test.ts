import assert from 'node:assert/strict';
import { test } from 'node:test';
import { COMMON_OPTIONS } from '../src/common-options.ts';
import { defineCommand, runTool, UsageError, type Outcome, type Tool } from '../src/index.ts';
import type { Output } from '../src/report/output.ts';

const seen: unknown[] = [];

const deploy = defineCommand({
  name: 'deploy',
  aliases: ['-i'],
  summary: 'Deploy a file',
  operands: [{ name: 'FILE', summary: 'what', many: true }],
  options: {
    group: { kind: 'text', short: 'g', placeholder: 'G', summary: 'the group' },
    skip: { kind: 'texts', placeholder: 'PATH', summary: 'paths' },
    name: { kind: 'text', placeholder: 'N', summary: 'name' },
  },
  load:
    async () =>
    async (call): Promise<Outcome> => {
      const { group, skip, yes, name } = call.options;
      seen.push({ operands: call.operands, group, skip, yes, name });
      call.report.warn({ code: 'careful', subject: 's', message: 'be careful' });
      call.report.event('file', { path: 'a' });
      return { result: { n: 1 }, lines: ['a', 'b'] };
    },
});

const broken = defineCommand({
  name: 'broken part',
  aliases: ['broken'],
  summary: 'Fail',
  options: {},
  load: async () => async () => {
    throw Object.assign(new Error('in the way'), {
      code: 'file-conflict',
      exit: 4,
      hint: 'do this',
      details: { paths: ['x', 'y'] },
    });
  },
});

const paired = defineCommand({ ...broken, name: 'other part', aliases: [] });

const tool: Tool = {
  name: 'mpkg',
  version: '1.2.3',
  summary: 's',
  description: [],
  commands: [deploy, broken, paired],
};

async function run(
  ...argv: string[]
): Promise<{ exit: number; stdout: string; stderr: string; call: unknown }> {
  const text = { stdout: '', stderr: '' };
  const output: Output = {
    write: (stream, data) => void (text[stream] += data.toString()),
    isTerminal: () => false,
    columns: () => 80,
  };
  seen.length = 0;
  const exit = await runTool(tool, argv, { output, env: {}, cwd: () => '/' });
  return { exit, ...text, call: seen[0] };
}

const CALLS: [argv: string[], call: object][] = [
  [['-i', 'foo.pac'], { operands: ['foo.pac'], group: undefined, skip: [], yes: false, name: undefined }],
  [
    ['-i', 'foo.pac', '-g', 'python3.8'],
    { operands: ['foo.pac'], group: 'python3.8', skip: [], yes: false, name: undefined },
  ],
  [
    ['-g', 'deploy', 'foo.pac', '-i'],
    { operands: ['foo.pac'], group: 'deploy', skip: [], yes: false, name: undefined },
  ],
  [['-iy', 'foo.pac'], { operands: ['foo.pac'], group: undefined, skip: [], yes: true, name: undefined }],
  [
    ['deploy', 'a', 'b', '--skip', 'x', '--skip=y'],
    { operands: ['a', 'b'], group: undefined, skip: ['x', 'y'], yes: false, name: undefined },
  ],
  [['-i', '--', '-u'], { operands: ['-u'], group: undefined, skip: [], yes: false, name: undefined }],
  [['-i', '--name', '-u', 'f'], { operands: ['f'], group: undefined, skip: [], yes: false, name: '-u' }],
];

for (const [argv, call] of CALLS) {
  test(`mpkg ${argv.join(' ')}`, async () => {
    const { exit, stdout, stderr, call: actual } = await run(...argv);
    assert.deepEqual(actual, call);
    assert.equal(exit, 0);
    assert.equal(stdout, 'a\nb\n');
    assert.match(stderr, /^mpkg: warning: be careful\n$/);
  });
}

const REFUSED: [argv: string[], message: RegExp][] = [
  [[], /a command is missing/],
  [['depoly', 'x'], /no command "depoly"[^]*hint: mpkg deploy/],
  [['broken', 'parts'], /no command "broken parts"[^]*hint: mpkg broken part\n/],
  [['other', 'prat'], /no command "other prat"[^]*hint: mpkg --help/],
  [['other'], /no command "other"/],
  [['wrong', 'broken', 'part'], /no command "wrong"/],
  [['broken', 'else'], /no command "broken else"[^]*hint: mpkg --help/],
  [['-i'], /FILE is missing/],
  [['-i', ''], /FILE is empty/],
  [['-i', 'x', ''], /FILE is empty/],
  [['-i', 'x', '--grop', 'y'], /no option --grop[^]*--group/],
  [['-i', 'x', '--yes=1'], /--yes takes no value/],
  [['-i', 'x', '-g'], /-g needs a value/],
  [['-i', 'x', '--wait', 'soon'], /needs a number/],
  [['-i', 'x', '--json=xml'], /one of document, stream/],
  [['broken', 'part', 'x'], /one argument too many/],
];

for (const [argv, message] of REFUSED) {
  test(`refused: mpkg ${argv.join(' ')}`, async () => {
    const { exit, stderr, stdout } = await run(...argv);
    assert.equal(exit, 2);
    if (argv.includes('--json=xml')) assert.match(JSON.parse(stdout).errors[0].message, message);
    else assert.match(stderr, message);
  });
}

test('--json prints one document and nothing else', async () => {
  const { stdout, stderr } = await run('-i', 'x', '--json');
  assert.equal(stderr, '');
  assert.deepEqual(JSON.parse(stdout), {
    schema: 'mpkg/1',
    command: 'deploy',
    ok: true,
    exit: 0,
    result: { n: 1 },
    warnings: [{ code: 'careful', subject: 's', message: 'be careful' }],
    errors: [],
  });
});

test('--json=stream prints events first, the document last', async () => {
  const { stdout } = await run('-i', 'x', '--json=stream');
  const [event, document] = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  assert.deepEqual(event, { event: 'file', path: 'a' });
  assert.equal(document.schema, 'mpkg/1');
});

test('a failure: its paths are data, its words are talk', async () => {
  const { exit, stdout, stderr } = await run('broken', 'part');
  assert.equal(exit, 4);
  assert.equal(stdout, 'x\ny\n');
  assert.equal(stderr, 'mpkg: error: in the way\nhint: do this\n');
});

test('a terminal is shown control characters, and does not obey them; programs get what there is', async () => {
  const hostile = defineCommand({
    name: 'hostile',
    summary: 'Say what others wrote',
    operands: [{ name: 'WORD', summary: 'what', optional: true }],
    options: {},
    load:
      async () =>
      async ({ operands, report }): Promise<Outcome> => {
        if (operands.length > 0) throw new UsageError(`no ${operands[0]}`);
        report.warn({ code: 'c', subject: 's', message: 'a\u001B[2J\tb\nc' });
        return { result: null, lines: ['x\u009B1m', 'ä'] };
      },
  });
  const shown = async (isTerminal: boolean, ...argv: readonly string[]): Promise<readonly string[]> => {
    const text = { stdout: '', stderr: '' };
    const output: Output = {
      write: (stream, data) => void (text[stream] += data.toString()),
      isTerminal: (stream) => stream === 'stdout' && isTerminal,
      columns: () => 80,
    };
    await runTool({ ...tool, commands: [hostile] }, ['hostile', ...argv], {
      output,
      env: {},
      cwd: () => '/',
    });
    return [text.stdout, text.stderr];
  };
  const warning = 'mpkg: warning: a\\x1b[2J\tb\nc\n';
  assert.deepEqual(await shown(true), ['x\\x9b1m\nä\n', warning]);
  assert.deepEqual(await shown(false), ['x\u009B1m\nä\n', warning]);
  const [, refused] = await shown(false, '\u001B]0;x\u0007');
  assert.equal(refused, 'mpkg: error: no \\x1b]0;x\\x07\nhint: mpkg hostile --help\n');
});

test('a failure as JSON keeps its details', async () => {
  const { exit, stdout } = await run('broken', 'part', '--json');
  const document = JSON.parse(stdout);
  assert.equal(exit, 4);
  assert.deepEqual(
    [document.ok, document.exit, document.errors[0].details],
    [false, 4, { paths: ['x', 'y'] }],
  );
});

test('help names every command and option', async () => {
  const all = await run('--help');
  assert.match(all.stdout, /deploy, -i +Deploy a file/);
  const one = await run('-i', '--help');
  assert.match(one.stdout, /-g, --group G +the group/);
  assert.match(one.stdout, /--json\[=stream\]/);
});

test('version', async () => {
  assert.equal((await run('-V')).stdout, 'mpkg 1.2.3\n');
  assert.equal((await run('-i', 'x', '--version')).stdout, 'mpkg 1.2.3\n');
});

test('version and help are documents, too', async () => {
  const version = JSON.parse((await run('--version', '--json')).stdout);
  assert.deepEqual(
    [version.schema, version.command, version.ok, version.result],
    ['mpkg/1', '', true, { name: 'mpkg', version: '1.2.3' }],
  );
  const all = JSON.parse((await run('--json', '-h')).stdout).result;
  assert.deepEqual(
    all.commands.map(({ name }: { name: string }) => name),
    ['deploy', 'broken part', 'other part'],
  );
  assert.deepEqual(all.options[0], { name: 'yes', short: 'y', summary: COMMON_OPTIONS.yes.summary });
  const one = JSON.parse((await run('-i', '--help', '--json=stream')).stdout);
  assert.equal(one.command, 'deploy');
  assert.deepEqual(one.result.operands, [{ name: 'FILE', summary: 'what', many: true }]);
  assert.deepEqual(one.result.options[1], {
    name: 'skip',
    summary: 'paths',
    value: 'PATH',
    repeatable: true,
  });
});

test('a usage error shows where its command is explained, in either form', async () => {
  for (const [argv, command, hint] of [
    [['-i'], 'deploy', 'mpkg deploy --help'],
    [['--grop'], '', 'mpkg --help'],
    [['broken', 'part', 'x'], 'broken part', 'mpkg broken part --help'],
  ] as const) {
    assert.match((await run(...argv)).stderr, new RegExp(`\nhint: ${hint}\n$`));
    const document = JSON.parse((await run(...argv, '--json')).stdout);
    assert.deepEqual([document.command, document.errors[0].hint], [command, hint]);
  }
});

test('what stands behind -- is an operand, also where the form of the answer is looked for', async () => {
  const { stdout, stderr } = await run('broken', 'part', '--', '--json');
  assert.equal(stdout, '');
  assert.match(stderr, /"--json" is one argument too many/);
});

test('what cannot be told on stdout is told on stderr, with the same exit status', async () => {
  for (const [argv, exit, words] of [
    [['deploy', 'x'], 12, 'no space is left'],
    [['deploy', 'x', '--json'], 12, 'no space is left'],
    [['--version'], 12, 'no space is left'],
    [['broken', 'part'], 4, 'in the way'],
    [['broken', 'part', '--json'], 4, 'in the way'],
  ] as const) {
    let stderr = '';
    const output: Output = {
      write(stream, data) {
        if (stream === 'stdout') throw Object.assign(new Error('write'), { code: 'ENOSPC' });
        stderr += data.toString();
      },
      isTerminal: () => false,
      columns: () => 80,
    };
    assert.equal(await runTool(tool, argv, { output, env: {}, cwd: () => '/' }), exit);
    assert.match(stderr, new RegExp(`mpkg: error: ${words}`));
  }
});

function gone(): string {
  throw Object.assign(new Error('uv_cwd'), { code: 'ENOENT' });
}

test('a current directory that is gone is a usage error', async () => {
  let stderr = '';
  const output: Output = {
    write: (_, data) => void (stderr += data.toString()),
    isTerminal: () => false,
    columns: () => 80,
  };
  assert.equal(await runTool(tool, ['-i', 'x'], { output, env: {}, cwd: gone }), 2);
  assert.match(stderr, /the current directory does not exist any more\nhint: cd \//);
});
