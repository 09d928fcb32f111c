import type { Request } from './request.ts';
import { typedText } from './request.ts';
import type { ResolvedRequest, World } from './resolve.ts';
import { type Solution, type Warning, resultOf } from './solution.ts';
import type { Candidate } from './universe.ts';

/** The answer is sound, but was not proved to be the best for what is installed. */
export const POLICY_UNPROVED: Warning = {
  code: 'policy-unproved',
  subject: 'budget',
  message:
    'the budget ended before it was settled what can stay: there may be an answer that removes or changes less',
};

/** What the user should know about a solution that is nevertheless right. */
export function warningsFor(
  world: World,
  request: Request,
  resolved: ResolvedRequest,
  solution: Solution,
): Warning[] {
  return [
    ...missingMultilib(world, request, solution),
    ...unusedProviders(request, resolved, world, solution),
    ...unprovedMinimum(solution),
  ];
}

function missingMultilib(world: World, request: Request, solution: Solution): Warning[] {
  const { architecture } = request;
  if (architecture === undefined) return [];
  const name = `multi-lib-${architecture}`;
  const candidates = [...Array.from(world.named(name)), ...Array.from(world.named(name, architecture))];
  const result = new Set(resultOf(solution));
  if (candidates.some((candidate) => result.has(candidate))) return [];
  const message = `${name} is not installed: programs of ${architecture} may not run`;
  return [{ code: 'multilib-missing', subject: name, message }];
}

function unusedProviders(
  request: Request,
  resolved: ResolvedRequest,
  world: World,
  solution: Solution,
): Warning[] {
  const { providers = [] } = request;
  if (providers.length === 0) return [];
  const result = new Set(resultOf(solution));
  return providers.flatMap((target): Warning[] => {
    const preferred = [...resolved.preferred].filter((one) => world.nameOf(one) === target.name);
    if (preferred.some((one) => result.has(one))) return [];
    const other = inItsPlace(world, new Set(preferred), result);
    const reason =
      other === undefined
        ? 'nothing that is installed needs it'
        : `${world.nameOf(other)} is there already and does`;
    const message = `${typedText(target)} was preferred, but ${reason}`;
    return [{ code: 'provider-unused', subject: target.name, message }];
  });
}

/** What satisfies a requirement that the preferred candidates would satisfy as well. */
function inItsPlace(
  world: World,
  preferred: ReadonlySet<Candidate>,
  result: ReadonlySet<Candidate>,
): Candidate | undefined {
  for (const candidate of result) {
    for (const relation of world.depends.of(candidate)) {
      const members = Array.from(world.members.of(relation));
      if (members.some((one) => preferred.has(one))) return members.find((one) => result.has(one));
    }
  }
  return undefined;
}

function unprovedMinimum({ minimality }: Solution): Warning[] {
  if (minimality === undefined || minimality.proved) return [];
  const { packages, atLeast } = minimality;
  const message = `${packages} packages where at least ${atLeast} are needed; the budget ended before the minimum was proved`;
  return [{ code: 'minimum-unproved', subject: 'minimal', message }];
}
