import { defineCommand, type Handler } from '@mpkg/cli';
import { fromText } from '../../query/from-text.ts';

const OPTIONS = {
  tree: { kind: 'flag', summary: 'Show everything that follows, as a tree' },
  reverse: { kind: 'flag', summary: 'Show what asks for NAME' },
} as const;

const depend: Handler<typeof OPTIONS> = async (call) => {
  const { settingsFor } = await import('../surroundings.ts');
  const { withKnown } = await import('../with-planning.ts');
  const [name = ''] = call.operands;
  const { tree, reverse } = call.options;
  const settings = await settingsFor(call);
  return withKnown(call, { settings, installed: undefined }, async ({ catalogue }) => {
    const { lookUp, lookUpOne } = await import('../../query/look-up.ts');
    const { parseTarget } = await import('../../query/target.ts');
    const { reference } = await import('../../solve/index.ts');
    const target = parseTarget(name, catalogue.architectures);
    const candidate = lookUpOne(catalogue, target);
    if (tree) {
      const { dependencyTree } = await import('../../query/dependency-tree.ts');
      const { treeLines } = await import('./tree-lines.ts');
      const packages = dependencyTree(catalogue, candidate, reverse);
      return { result: { packages }, lines: treeLines(packages, reverse) };
    }
    const { dependants, ramificationsOf } = await import('../../query/depend.ts');
    if (reverse) {
      const carriers = lookUp(catalogue, target);
      const targets = carriers.length > 0 ? carriers : [candidate];
      const packages = dependants(catalogue, targets);
      const lines = packages.map(
        (found) => `${found.name} ${found.version} ${found.kind}: ${found.requirement}`,
      );
      return { result: { packages }, lines };
    }
    const requirements = ramificationsOf(catalogue, candidate);
    const lines = requirements.flatMap(({ kind, requirement, packages }) => [
      `${kind}: ${requirement}`,
      ...packages.map((found) => `  ${found.name} ${found.version} ${fromText(found.repository)}`),
    ]);
    return { result: { package: reference(catalogue, candidate), requirements }, lines };
  });
};

export const DEPEND = defineCommand({
  name: 'depend',
  summary: 'show what a package asks for, with every package that would do',
  description: [
    'Lists each requirement, recommendation and conflict as the repository writes it, and below it every package that it concerns, the preferred one first.',
    'With --tree, follows requirements to their end: through the packages that an installation on an empty system would take. A package is unfolded at its first place; later it is marked with "…".',
    'With --reverse, lists who asks for NAME; with --reverse --tree also who asks for those, and so on.',
  ],
  operands: [{ name: 'NAME', summary: 'NAME, NAME@VERSION or NAME:ARCH', complete: 'package' }],
  options: OPTIONS,
  examples: [
    { command: 'spm depend nginx --tree', does: 'Show all that nginx leads to.' },
    { command: 'spm depend libssl3 --reverse', does: 'Show what needs libssl3.' },
  ],
  readsOnly: true,
  exits: [3],
  load: async () => depend,
});
