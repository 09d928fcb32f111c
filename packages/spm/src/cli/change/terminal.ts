import { once } from 'node:events';
import { createInterface, type Interface } from 'node:readline';

import type { Call } from '@mpkg/cli';

import { SpmError } from '../../errors.ts';

/** A person who can be asked. */
export interface Terminal extends Disposable {
  /** The answer without the end of its line; undefined when nobody will answer any more. @throws SpmError `interrupted` */
  ask(question: string): Promise<string | undefined>;
}

/** Undefined when nobody is there to answer: no terminal, or a program reads the output. */
export function terminalOf({ options, signal }: Pick<Call, 'options' | 'signal'>): Terminal | undefined {
  if (options.json !== undefined || !process.stdin.isTTY || !process.stderr.isTTY) return undefined;
  return new ProcessTerminal(signal);
}

/** What is typed ahead waits for its question. */
class ProcessTerminal implements Terminal {
  readonly #signal: AbortSignal;
  #input: Interface | undefined;
  #lines: AsyncIterator<string> | undefined;

  constructor(signal: AbortSignal) {
    this.#signal = signal;
  }

  async ask(question: string): Promise<string | undefined> {
    this.#input ??= createInterface({ input: process.stdin, terminal: false });
    this.#lines ??= this.#input[Symbol.asyncIterator]();
    process.stderr.write(question);
    const { value, done } = await Promise.race([this.#lines.next(), this.#interruption()]);
    if (done !== true) return value;
    process.stderr.write('\n');
    return undefined;
  }

  async #interruption(): Promise<never> {
    if (!this.#signal.aborted) await once(this.#signal, 'abort');
    throw new SpmError('interrupted', 'interrupted; nothing was changed');
  }

  [Symbol.dispose](): void {
    this.#input?.close();
  }
}

/** The answer to a yes-or-no question; an empty one is the default, none at all is a no. */
export async function agrees(terminal: Terminal, question: string, byDefault: boolean): Promise<boolean> {
  const given = await terminal.ask(`${question} ${byDefault ? '[Y/n]' : '[y/N]'} `);
  const answer = given?.trim().toLowerCase();
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
  const answer = (await terminal.ask(`${[question, ...rows].join('\n')}\nwhich one? `))?.trim() ?? '';
  return choices.includes(answer) ? answer : choices[Number(answer) - 1];
}
