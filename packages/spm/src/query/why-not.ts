import {
  explanationDocument,
  reasonText,
  reference,
  renderExplanation,
  whyNot,
  type Candidate,
  type Cost,
  type ExplanationDocument,
  type PackageReference,
  type Request,
  type Solution,
  type WhyNot,
  type World,
} from '../solve/index.ts';
import { costText } from './cost-text.ts';
import { fromText } from './from-text.ts';

/** What keeps a package out, in words and for programs. */
export type WhyNotAnswer = { readonly package: PackageReference; readonly text: readonly string[] } & (
  | { readonly kind: 'installed' | 'chosen' | 'budget-spent' }
  | { readonly kind: 'impossible'; readonly explanation: ExplanationDocument }
  /** Nothing stands against it: it takes only being asked for. */
  | { readonly kind: 'unneeded'; readonly cost: Cost }
  /** Something else is preferred; it would come all the same if it were asked for. */
  | { readonly kind: 'outweighed'; readonly reason: string; readonly cost: Cost }
);

/** What was solved, and the package that is asked about. */
export interface WhyNotQuestion {
  readonly request: Request;
  readonly solution: Solution;
  readonly candidate: Candidate;
}

/** Why a candidate is not part of the solution of a request; the request is solved again with it. */
export function whyNotAnswer(world: World, question: WhyNotQuestion): WhyNotAnswer {
  const { request, solution, candidate } = question;
  const found = whyNot(world, request, solution, { candidate });
  const place = reference(world, candidate);
  const label = `${place.name} ${place.version}`;
  switch (found.kind) {
    case 'chosen':
      return found.decision.action === 'keep'
        ? { kind: 'installed', package: place, text: [`${label} is installed`] }
        : {
            kind: 'chosen',
            package: place,
            text: [`${label} would be there: ${reasonText(world, found.decision)}`],
          };
    case 'impossible': {
      const explanation = explanationDocument(world, found.explanation);
      return {
        kind: 'impossible',
        package: place,
        text: renderExplanation(world, found.explanation),
        explanation,
      };
    }
    case 'budget-spent':
      return { kind: 'budget-spent', package: place, text: ['no answer was found within the budget'] };
    case 'unneeded':
    case 'outweighed': {
      const { cost } = found;
      const reason = obstacleText(world, question, found);
      const asking = `asking for it ${costText(cost)}`;
      return reason === undefined
        ? { kind: 'unneeded', package: place, text: [`nothing needs ${label}; ${asking}`], cost }
        : { kind: 'outweighed', package: place, text: [`${label}: ${reason}; ${asking}`], reason, cost };
    }
  }
}

/** A requirement that is not met yet is no obstacle: asking for the package brings it along. */
function obstacleText(
  world: World,
  { solution, candidate }: WhyNotQuestion,
  found: WhyNot,
): string | undefined {
  if (found.kind === 'outweighed' && found.reason.kind === 'conflict') {
    return reasonText(world, { action: 'install', candidate, reason: found.reason });
  }
  const slot = world.slotOf(candidate);
  const other = solution.decisions.find(
    (one) => one.action !== 'remove' && world.slotOf(one.candidate) === slot,
  );
  if (other === undefined) return undefined;
  const { version, repository } = reference(world, other.candidate);
  const isThere = other.action === 'keep' ? 'is installed' : 'is preferred';
  return `${version} ${fromText(repository)} ${isThere} in its place`;
}
