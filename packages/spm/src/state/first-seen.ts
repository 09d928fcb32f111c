import { replaceFile } from '../durable.ts';
import { SpmError } from '../errors.ts';
import { FIRST_SEEN_FILE } from './layout.ts';
import type { StateStore } from './store.ts';

/** A version as a repository has it. */
export interface SeenVersion {
  readonly name: string;
  readonly architecture: string;
  readonly version: string;
  readonly repository: string;
}

/** When versions without a date of their own were first looked at: ISO 8601 by `seenKey`. */
export type FirstSeen = ReadonlyMap<string, string>;

export function seenKey({ repository, name, architecture, version }: SeenVersion): string {
  return `${repository} ${name} ${architecture} ${version}`;
}

/** @throws SpmError `state-malformed` */
export function readFirstSeen(store: StateStore): FirstSeen {
  const lines = store.text(FIRST_SEEN_FILE).split('\n').slice(0, -1);
  return new Map(
    lines.map((line) => {
      const blank = line.indexOf(' ');
      const date = line.slice(0, blank);
      if (Number.isNaN(Date.parse(date))) throw malformed(store.pathOf(FIRST_SEEN_FILE), line);
      return [line.slice(blank + 1), date];
    }),
  );
}

/** Keeps exactly these: what was taken meanwhile, or has gone, is forgotten. @throws SpmError of exit 12 */
export async function keepFirstSeen(store: StateStore, seen: FirstSeen): Promise<void> {
  const text = Array.from(seen, ([key, date]) => `${date} ${key}\n`)
    .toSorted()
    .join('');
  if (text === store.text(FIRST_SEEN_FILE)) return;
  await replaceFile(store.pathOf(FIRST_SEEN_FILE), text);
}

function malformed(file: string, line: string): SpmError {
  return new SpmError('state-malformed', `${file} is damaged: \`${line}\` begins with no date`, {
    subject: file,
    hint: `rm ${file}`,
  });
}
