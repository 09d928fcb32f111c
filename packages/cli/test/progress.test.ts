import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { progressLines, type ProgressLines } from '../src/report/progress.ts';

interface Screen {
  readonly lines: ProgressLines;
  /** Milliseconds. */
  pass(time: number): void;
  /** What a terminal shows after everything that was written. */
  shown(): readonly string[];
}

/** A terminal that understands what progress writes: carriage return, line feed, up, clear to the end of line and screen. */
function screen(columns = 100): Screen {
  let time = 0;
  let rows = [''];
  let row = 0;
  let column = 0;
  const act = (token: string): void => {
    if (token === '@[A') row -= 1;
    else if (token === '@[J') rows = rows.slice(0, row + (column === 0 ? 0 : 1));
    else if (token === '\n') row += 1;
    else if (token !== '\r' && token !== '@[K') rows[row] = token;
    if (!token.startsWith('@')) column = token === '\r' || token === '\n' ? 0 : token.length;
  };
  const write = (text: string): void => {
    for (const [token] of text.replaceAll('\u001B', '@').matchAll(/@\[[AKJ]|\r|\n|[^\r\n@]+/g)) act(token);
  };
  return {
    lines: progressLines(
      { write: (_stream, data) => write(String(data)), isTerminal: () => true, columns: () => columns },
      () => time,
    ),
    pass: (passed) => void (time += passed),
    shown: () => rows.map((line) => line.trimEnd()),
  };
}

const MIB = 1024 * 1024;

describe('progress on a terminal', () => {
  test('has a line for each step under way and sums last, with the time left', () => {
    const terminal = screen();
    const step = { label: 'nginx', id: 'a', unit: 'bytes', total: 4 * MIB } as const;
    const sum = { label: '2 files', id: 'all', unit: 'bytes', total: 8 * MIB, isSum: true } as const;
    terminal.lines.show({ ...sum, done: 0 });
    terminal.pass(1000);
    terminal.lines.show({ ...step, done: MIB });
    terminal.pass(1000);
    terminal.lines.show({ ...sum, done: 2 * MIB });
    assert.deepEqual(terminal.shown(), [
      'nginx                     [####------------]  25%  1.0 of 4.0 MiB',
      '2 files                   [####------------]  25%  2.0 of 8.0 MiB  0:06 left',
    ]);
  });

  test('forgets what is complete, and clears everything', () => {
    const terminal = screen();
    terminal.lines.show({ label: 'a', id: 'a', unit: 'packages', done: 1, total: 2 });
    terminal.pass(100);
    terminal.lines.show({ label: 'b', id: 'b', unit: 'packages', done: 1, total: 2 });
    assert.equal(terminal.shown().length, 2);
    terminal.pass(100);
    terminal.lines.show({ label: 'a', id: 'a', unit: 'packages', done: 2, total: 2 });
    assert.deepEqual(terminal.shown(), [
      'b                         [########--------]  50%  1 of 2 packages',
    ]);
    terminal.lines.clear();
    assert.deepEqual(terminal.shown(), []);
  });

  test('is not redrawn more often than anybody can see', () => {
    let writes = 0;
    const lines = progressLines(
      { write: () => void (writes += 1), isTerminal: () => true, columns: () => 80 },
      () => 0,
    );
    for (let done = 0; done < 50; done++) lines.show({ label: 'a', id: 'a', unit: 'entries', done });
    assert.equal(writes, 1);
  });

  test('never wraps a line', () => {
    const terminal = screen(30);
    terminal.lines.show({ label: 'a'.repeat(200), id: 'a', unit: 'bytes', done: 1, total: 2 });
    assert.ok((terminal.shown()[0]?.length ?? 0) < 30);
  });
});
