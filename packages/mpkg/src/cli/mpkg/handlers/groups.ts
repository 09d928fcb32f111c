import type { Handler } from '@mpkg/cli';
import { textOfBytes } from '../../../bytes.ts';
import { StateReader } from '../../../state-reader.ts';
import type { ENGINE_OPTIONS } from '../options.ts';
import { engineOptions } from './engine-options.ts';

export const groups: Handler<typeof ENGINE_OPTIONS> = async (call) => {
  const { configuration } = new StateReader(await engineOptions(call));
  const rows = [...configuration.groups.values()].map(({ name, from, into, suffixes, rules }) => ({
    name,
    into: `/${textOfBytes(into)}`,
    from: from.map(textOfBytes),
    suffix: suffixes.map(textOfBytes),
    pass: rules.pass.map(textOfBytes),
    deny: rules.deny.map(textOfBytes),
    skip: rules.skip.map(textOfBytes),
  }));
  return { result: rows, lines: rows.flatMap(describe) };
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
