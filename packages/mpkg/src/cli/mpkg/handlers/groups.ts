import type { Handler } from '@mpkg/cli';
import { textOfBytes } from '../../../bytes.ts';
import { StateReader } from '../../../state-reader.ts';
import type { ENGINE_OPTIONS } from '../options.ts';
import { engineOptions } from './engine-options.ts';

export const groups: Handler<typeof ENGINE_OPTIONS> = async (call) => {
  const reader = new StateReader(await engineOptions(call));
  const { groups: configured } = reader.configuration;
  const rows = [...configured.values()].map(({ name, from, into, suffixes, rules }) => ({
    name,
    into: `/${textOfBytes(into)}`,
    from: from.map(textOfBytes),
    suffix: suffixes.map(textOfBytes),
    pass: rules.pass.map(textOfBytes),
    deny: rules.deny.map(textOfBytes),
    skip: rules.skip.map(textOfBytes),
  }));
  const deployed = new Set(reader.packages().map(({ group }) => group));
  const others = [...deployed].filter((name) => !configured.has(name)).toSorted();
  return {
    result: [
      ...rows.map((row) => ({ ...row, configured: true })),
      ...others.map((name) => ({ name, configured: false })),
    ],
    lines: [
      ...rows.flatMap(describe),
      ...others.flatMap((name) => [`group ${name}`, '  # not in mpkg.conf; the rules of default hold']),
    ],
  };
};

function describe({
  name,
  ...settings
}: {
  name: string;
  [word: string]: string | readonly string[];
}): string[] {
  const lines = Object.entries(settings).filter(([, value]) => value.length > 0);
  return [`group ${name}`, ...lines.map(([word, value]) => `  ${word} ${[value].flat().join(' ')}`)];
}
