import { Selection, demand, obstacle } from './causes.ts';
import { olderThan } from './levels.ts';
import { reach } from './reach.ts';
import type { Request } from './request.ts';
import type { ResolvedRequest, World } from './resolve.ts';
import type { Decision, Reason } from './solution.ts';
import type { Candidate } from './universe.ts';

/** Turns the candidates of a model into decisions, each with its reason; new packages that nobody needs are left out. */
export function assembleDecisions(
  world: World,
  request: Request,
  resolved: ResolvedRequest,
  model: readonly Candidate[],
): Decision[] {
  const { installed, goals } = resolved;
  const reasons = reach(world, model, {
    goals,
    others: installed.isEmpty ? new Map() : rootsOf(world, resolved, new Set(model)),
    recommends: (candidate) =>
      request.recommends === true && installed.in(world.slotOf(candidate)) === undefined,
  });
  if (installed.isEmpty)
    return Array.from(reasons, ([candidate, reason]) => ({ action: 'install', candidate, reason }));
  const context = { resolved, selection: new Selection(world, reasons.keys()) };
  const present = Array.from(reasons, ([candidate, reason]) => decide(world, context, candidate, reason));
  const removed = installed.candidates
    .filter((candidate) => context.selection.inSlotOf(candidate) === undefined)
    .map((candidate) => remove(world, context, candidate));
  return [...present, ...removed];
}

interface Move {
  readonly candidate: Candidate;
  readonly previous: Candidate;
}

interface Context {
  readonly resolved: ResolvedRequest;
  readonly selection: Selection;
}

function rootsOf(
  world: World,
  resolved: ResolvedRequest,
  members: ReadonlySet<Candidate>,
): Map<Candidate, Reason> {
  const roots = new Map<Candidate, Reason>();
  for (const before of resolved.installed.candidates) {
    const after = Array.from(world.candidatesOf(world.slotOf(before))).find((one) => members.has(one));
    if (after !== undefined) roots.set(after, { kind: 'kept' });
    else {
      const successor = Array.from(world.successorsOf?.(before) ?? []).find((one) => members.has(one));
      if (successor !== undefined) roots.set(successor, { kind: 'replaces', candidate: before });
    }
  }
  return roots;
}

function decide(world: World, context: Context, candidate: Candidate, reason: Reason): Decision {
  const previous = context.resolved.installed.in(world.slotOf(candidate));
  if (previous === undefined) return { action: 'install', candidate, reason };
  if (previous === candidate)
    return { action: 'keep', candidate, reason: reason.kind === 'requested' ? reason : { kind: 'kept' } };
  return {
    action: direction(world, candidate, previous),
    candidate,
    previous,
    reason: whyMoved(world, context, { candidate, previous }, reason),
  };
}

function direction(
  world: World,
  candidate: Candidate,
  previous: Candidate,
): 'upgrade' | 'downgrade' | 'switch' {
  if (world.versionOf(candidate) === world.versionOf(previous)) return 'switch';
  return olderThan(world.candidatesOf(world.slotOf(previous)), previous).includes(candidate)
    ? 'downgrade'
    : 'upgrade';
}

function whyMoved(
  world: World,
  { resolved, selection }: Context,
  { candidate, previous }: Move,
  reason: Reason,
): Reason {
  const goal = resolved.goals.findIndex(
    (one) =>
      one.kind === 'install' && one.candidates.includes(candidate) && !one.candidates.includes(previous),
  );
  if (goal >= 0) return { kind: 'requested', goal };
  if (resolved.upgrades.has(previous)) return { kind: 'upgrade' };
  if (reason.kind === 'requested') return reason;
  return (
    demand(world, selection, candidate, previous) ??
    obstacle(world, selection, previous) ?? { kind: 'combined' }
  );
}

function remove(world: World, { resolved, selection }: Context, candidate: Candidate): Decision {
  const goal = resolved.goals.findIndex((one) => one.kind === 'remove' && one.candidates.includes(candidate));
  if (goal >= 0) return { action: 'remove', candidate, reason: { kind: 'requested', goal } };
  const successor = Array.from(world.successorsOf?.(candidate) ?? []).find((one) => selection.has(one));
  if (successor !== undefined)
    return { action: 'remove', candidate, reason: { kind: 'replaces', candidate: successor } };
  return {
    action: 'remove',
    candidate,
    reason: obstacle(world, selection, candidate) ?? { kind: 'combined' },
  };
}
