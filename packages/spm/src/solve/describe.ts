import type { World } from './resolve.ts';
import type { Decision } from './solution.ts';

/** A reason edge in words: `nginx needs nginx-common`. */
export function reasonText(world: World, { action, candidate, reason }: Decision): string {
  switch (reason.kind) {
    case 'requested':
      return 'requested';
    case 'needed':
      return `${world.nameOf(reason.by)} needs ${world.relationText(reason.relation)}`;
    case 'recommended':
      return `${world.nameOf(reason.by)} recommends ${world.relationText(reason.relation)}`;
    case 'replaces':
      return `${action === 'remove' ? 'replaced by' : 'takes the place of'} ${world.nameOf(reason.candidate)}`;
    case 'kept':
      return 'installed before';
    case 'upgrade':
      return 'better version';
    case 'conflict':
      return reason.declaredBy === candidate
        ? `conflicts with ${world.relationText(reason.relation)}`
        : `${world.nameOf(reason.declaredBy)} conflicts with ${world.relationText(reason.relation)}`;
    case 'broken':
      return `needs ${world.relationText(reason.relation)}`;
    case 'combined':
      return 'follows from the whole';
  }
}

/** A decision as a line: `+ nginx 1.22 (requested)`, `~ a 1 -> 2 (…)`, `- b 1 (…)`, `= c 1 (…)`. */
export function decisionText(world: World, decision: Decision): string {
  const name = world.nameOf(decision.candidate);
  const version = world.versionOf(decision.candidate);
  const why = `(${reasonText(world, decision)})`;
  switch (decision.action) {
    case 'install':
      return `+ ${name} ${version} ${why}`;
    case 'remove':
      return `- ${name} ${version} ${why}`;
    case 'keep':
      return `= ${name} ${version} ${why}`;
    case 'switch':
      return `~ ${name} ${version}, from ${world.repositoryOf(decision.candidate)} ${why}`;
    case 'upgrade':
    case 'downgrade':
      return `${decision.action === 'upgrade' ? '^' : 'v'} ${name} ${world.versionOf(decision.previous)} -> ${version} ${why}`;
  }
}
