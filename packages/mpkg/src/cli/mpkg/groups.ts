import { defineCommand, type Handler } from '@mpkg/cli';
import { ENGINE_OPTIONS, engineOptions } from './engine-options.ts';

const groups: Handler<typeof ENGINE_OPTIONS> = async (call) => {
  const { StateReader } = await import('../../state-reader.ts');
  const { textOfBytes } = await import('../../bytes.ts');
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

export const GROUPS = defineCommand({
  name: 'groups',
  aliases: ['--groups'],
  summary: 'show the groups with their prefixes and rules',
  options: ENGINE_OPTIONS,
  exits: [],
  load: async () => groups,
});
