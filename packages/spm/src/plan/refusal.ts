import type { Catalogue } from '../catalogue/index.ts';
import { SpmError } from '../errors.ts';
import {
  explanationDocument,
  reference,
  renderExplanation,
  typedText,
  type Explanation,
  type Outcome,
  type Problem,
  type Solution,
} from '../solve/index.ts';

/** The error that says why there is no plan. */
export function refusalOf(catalogue: Catalogue, outcome: Exclude<Outcome, Solution>): SpmError {
  switch (outcome.kind) {
    case 'unresolved':
      return problemError(catalogue, outcome.problems);
    case 'budget-spent':
      return new SpmError(
        'budget-spent',
        'no answer was found within the budget; that does not say there is none',
      );
    case 'unsatisfiable': {
      const message = renderExplanation(catalogue, outcome).join('\n');
      const details = { explanation: explanationDocument(catalogue, outcome) };
      const blocked = onlyBlocked(outcome);
      if (blocked === undefined) return new SpmError('unsatisfiable', message, { details });
      return new SpmError('blacklisted', message, {
        subject: blocked,
        hint: `spm blacklist rm ${blocked}`,
        details,
      });
    }
  }
}

/** The first name of the blacklist when nothing else stands against the request. */
function onlyBlocked({ fixes }: Explanation): string | undefined {
  for (const { edits } of fixes) {
    const names = edits.map(({ kind, goal }) =>
      kind === 'drop' && goal.kind === 'blacklist' && goal.target.because === undefined
        ? goal.target.name
        : undefined,
    );
    if (names.every((name) => name !== undefined)) return names[0];
  }
  return undefined;
}

/** The first problem, with all of them as details. */
function problemError(catalogue: Catalogue, problems: readonly Problem[]): SpmError {
  const [first] = problems;
  if (first === undefined) throw new TypeError('unresolved without a problem');
  const { target } = first;
  const subject = typedText(target);
  const details = { problems: problems.map((problem) => problemDocument(catalogue, problem)) };
  switch (first.kind) {
    case 'unknown-name': {
      const near = catalogue.near(target.name);
      const meant = near.length === 0 ? '' : `; did you mean ${near.join(', ')}?`;
      return new SpmError('package-unknown', `no repository has ${subject}${meant}`, {
        subject,
        hint: `spm find ${target.name}`,
        details: { ...details, near },
      });
    }
    case 'no-match': {
      const { repository } = target;
      const places = [...new Set(first.available.map((candidate) => catalogue.repositoryOf(candidate)))];
      if (repository !== undefined && !places.includes(repository)) {
        const message = `${repository} has no ${subject}; it is in ${places.join(', ')}`;
        return new SpmError('version-unknown', message, {
          subject,
          hint: `spm info ${target.name}`,
          details,
        });
      }
      const versions = [...new Set(first.available.map((candidate) => catalogue.versionOf(candidate)))];
      return new SpmError('version-unknown', `${subject}: there is only ${versions.join(', ')}`, {
        subject,
        hint: `spm info ${target.name}`,
        details,
      });
    }
    case 'not-installed':
      return new SpmError('package-not-installed', `${subject} is not installed`, {
        subject,
        hint: 'spm installed',
        details,
      });
    case 'choice-needed': {
      const choices = first.choices.map((candidate) => catalogue.nameOf(candidate));
      return new SpmError('choice-needed', `${subject} can be any of ${choices.join(', ')}`, {
        subject,
        hint: `spm install ${subject} --with ${choices[0] ?? 'PROVIDER'}`,
        details: { ...details, choices },
      });
    }
  }
}

function problemDocument(catalogue: Catalogue, problem: Problem): object {
  const packages = 'available' in problem ? problem.available : 'choices' in problem ? problem.choices : [];
  return {
    kind: problem.kind,
    typed: typedText(problem.target),
    packages: packages.map((candidate) => reference(catalogue, candidate)),
  };
}
