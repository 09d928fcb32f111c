import { createInterface } from 'node:readline/promises';

import type { Call } from '@mpkg/cli';

import { SpmError } from '../../errors.ts';

/** A person who can be asked. */
export interface Terminal {
  /** The answer without the end of its line; empty when there is none. @throws SpmError `interrupted` */
  ask(question: string): Promise<string>;
}

/** Undefined when nobody is there to answer: no terminal, or a program reads the output. */
export function terminalOf({ options, signal }: Pick<Call, 'options' | 'signal'>): Terminal | undefined {
  if (options.json !== undefined || !process.stdin.isTTY || !process.stderr.isTTY) return undefined;
  return { ask: (question) => ask(question, signal) };
}

async function ask(question: string, signal: AbortSignal): Promise<string> {
  const lines = createInterface({ input: process.stdin, output: process.stderr, terminal: false });
  const { promise: closed, resolve } = Promise.withResolvers<string>();
  lines.once('close', () => resolve(''));
  try {
    return await Promise.race([lines.question(question, { signal }), closed]);
  } catch (error) {
    if (!signal.aborted) throw error;
    throw new SpmError('interrupted', 'interrupted; nothing was changed', { cause: error });
  } finally {
    lines.close();
  }
}

/** The answer to a yes-or-no question; anything that is neither counts as the default. */
export async function agrees(terminal: Terminal, question: string, byDefault: boolean): Promise<boolean> {
  const answer = (await terminal.ask(`${question} ${byDefault ? '[Y/n]' : '[y/N]'} `)).trim().toLowerCase();
  if (answer === '') return byDefault;
  return answer === 'y' || answer === 'yes';
}

/** One of the choices, by its number or its name; undefined when none was meant. */
export async function choose(
  terminal: Terminal,
  question: string,
  choices: readonly string[],
): Promise<string | undefined> {
  const rows = choices.map((choice, index) => `  ${index + 1}. ${choice}`);
  const answer = (await terminal.ask(`${[question, ...rows].join('\n')}\nwhich one? `)).trim();
  return choices.includes(answer) ? answer : choices[Number(answer) - 1];
}
