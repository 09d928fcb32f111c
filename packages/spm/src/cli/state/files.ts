import { defineCommand, type Handler, type Outcome } from '@mpkg/cli';

import type { Package } from '../../package/package.ts';

const OPTIONS = {
  scripts: { kind: 'flag', summary: 'Show the maintainer scripts that came with the package instead' },
  config: { kind: 'flag', summary: 'Only configuration' },
} as const;

const files: Handler<typeof OPTIONS> = async (call) => {
  const { StateStore } = await import('../../state/store.ts');
  const { rootOf } = await import('../surroundings.ts');
  const { resolveInstalled } = await import('../../plan/remove.ts');
  const { installedPackage } = await import('../../state/store.ts');
  const { filesOf, prefixOf } = await import('../../state/file-lists.ts');
  const store = new StateStore(rootOf(call));
  const id = resolveInstalled(store, call.operands[0] ?? '');
  const read = (): Package => store.packageOf(installedPackage(store.installed(), id));
  if (call.options.scripts) return scriptsOutcome(read());
  if (!call.options.config) return pathsOutcome(filesOf(store.root, id));
  const prefix = prefixOf(store.root, id);
  return pathsOutcome((read().attributes?.config ?? []).map((path) => prefix + path));
};

/** Names go out as the bytes that they are. */
async function pathsOutcome(paths: readonly string[]): Promise<Outcome> {
  const { textOfBytes } = await import('@mpkg/mpkg');
  const whole = Buffer.from(paths.map((path) => `/${path}\n`).join(''), 'latin1');
  return {
    result: { files: paths.map((path) => `/${textOfBytes(path)}`) },
    bytes: (async function* () {
      yield whole;
    })(),
  };
}

function scriptsOutcome({ attributes }: Package): Outcome {
  const scripts = (attributes?.scripts ?? []).map(({ name, content }) => {
    return { name, content: Buffer.from(content, 'latin1').toString('utf8') };
  });
  return {
    result: { scripts },
    lines: scripts.flatMap(({ name, content }) => [`--- ${name}`, ...content.trimEnd().split('\n')]),
  };
}

export const FILES = defineCommand({
  name: 'files',
  summary: 'list the files of an installed package',
  operands: [{ name: 'NAME', summary: 'an installed package', complete: 'package' }],
  options: OPTIONS,
  examples: [
    { command: 'spm files nginx', does: 'List its files, one path a line.' },
    { command: 'spm files nginx --scripts', does: 'Read what its maintainer would run.' },
  ],
  readsOnly: true,
  exits: [3],
  load: async () => files,
});
