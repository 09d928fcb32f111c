import { UsageError, type OptionTable, type OptionValues } from '@mpkg/cli';

import { SpmError } from '../../errors.ts';

export const BUILD_OPTIONS = {
  binary: { kind: 'flag', summary: 'Install what is published ready to run; nothing else is done anyway' },
  source: { kind: 'flag', summary: 'With --download-only: fetch the source archive that the index names' },
  option: {
    kind: 'texts',
    placeholder: 'KEY=VALUE',
    summary: 'Demand that the named packages were built with this option; may be given again',
  },
  'no-option': {
    kind: 'texts',
    placeholder: 'KEY',
    summary: 'Demand nothing of this option any more; may be given again',
  },
  patch: { kind: 'texts', placeholder: 'FILE', summary: 'Of a build from source: apply this patch' },
  'no-make-clean': { kind: 'flag', summary: 'Of a build from source: keep what was built' },
} as const satisfies OptionTable;

type BuildOptions = OptionValues<typeof BUILD_OPTIONS> & { readonly 'download-only': boolean };

/**
 * What would have to be built is refused: packages are installed as they are published.
 * @throws UsageError for options that do not go together; SpmError `build-unavailable`
 */
export function refuseBuilds(options: BuildOptions, names: readonly string[]): void {
  const { source, binary, patch } = options;
  const isFetched = options['download-only'];
  const fetching = `spm install --source --download-only ${names.join(' ')}`;
  if (source && binary) throw new UsageError('--source and --binary exclude each other', fetching);
  const flag = patch.length > 0 ? '--patch' : options['no-make-clean'] ? '--no-make-clean' : undefined;
  if (flag !== undefined && !source)
    throw new UsageError(`${flag} is about a build from source: it needs --source`);
  if (flag !== undefined && isFetched) {
    throw new UsageError(`${flag} is about a build, and --download-only makes none`, fetching);
  }
  if (!source || isFetched) return;
  throw new SpmError(
    'build-unavailable',
    `${names.join(', ')}: packages are installed as published; none is built from source here`,
    {
      subject: names[0] ?? '',
      hint: fetching,
    },
  );
}

/** @throws UsageError for what is no `KEY=VALUE`, or twice the same key */
export function answersIn(words: readonly string[]): ReadonlyMap<string, string> {
  const answers = new Map<string, string>();
  for (const word of words) {
    const [, key, value] = /^([^=]+)=(.*)$/s.exec(word) ?? [];
    if (key === undefined || value === undefined)
      throw new UsageError(`"${word}" is no KEY=VALUE`, '--option tls=true');
    if (answers.has(key)) throw new UsageError(`${key} is answered twice`);
    answers.set(key, value);
  }
  return answers;
}
