import { decisionText } from '../../src/solve/describe.ts';
import { renderExplanation } from '../../src/solve/explain/render.ts';
import type { Problem } from '../../src/solve/goals.ts';
import type { World } from '../../src/solve/resolve.ts';
import { type Solution, changesOf } from '../../src/solve/solution.ts';
import type { Outcome } from '../../src/solve/solve.ts';
import { typedText } from '../../src/solve/request.ts';

/** An outcome as the lines that text cases expect. */
export function outcomeLines(world: World, outcome: Outcome): string[] {
  switch (outcome.kind) {
    case 'solution':
      return solutionLines(world, outcome);
    case 'unsatisfiable':
      return renderExplanation(world, outcome);
    case 'unresolved':
      return outcome.problems.map((problem) => problemLine(world, problem));
    case 'budget-spent':
      return ['budget spent'];
  }
}

function solutionLines(world: World, solution: Solution): string[] {
  const changes = changesOf(solution).map((decision) => decisionText(world, decision));
  const warnings = solution.warnings.map(({ code, subject }) => `! ${code} ${subject}`);
  const minimum = solution.minimality?.proved === true ? [`minimum ${solution.minimality.packages}`] : [];
  return [...(changes.length > 0 ? changes : ['nothing to do']), ...warnings, ...minimum];
}

function problemLine(world: World, problem: Problem): string {
  const name = (candidate: number): string => `${world.nameOf(candidate)} ${world.versionOf(candidate)}`;
  switch (problem.kind) {
    case 'choice-needed':
      return `? choose for ${typedText(problem.target)}: ${problem.choices.map(name).join(', ')}`;
    case 'no-match':
      return `? nothing fits ${typedText(problem.target)}: ${problem.available.map(name).join(', ')}`;
    case 'not-installed':
    case 'unknown-name':
      return `? ${problem.kind} ${typedText(problem.target)}`;
  }
}
