import { nearest, type OptionValue } from '@mpkg/manifest';

import { SpmError } from '../errors.ts';
import { idOf, type Package, type PackageId } from '../package/package.ts';
import type { Answers, AnswersByName } from '../world/options.ts';
import type { Plan } from './plan.ts';

/**
 * Holds answers against what the named packages were built with, and notes them in the plan. A published package is one build: what
 * it was not built with would have to be built anew.
 * @param named what the names stand for, installed already or by the plan
 * @throws SpmError `option-unknown`, `option-invalid`, `build-unavailable`
 */
export function withAnswers(plan: Plan, named: readonly Package[], answers: Answers): Plan {
  for (const name of answers.keys()) assertKnown(name, named);
  const answered = new Map(named.map((found) => [idOf(found), answersOf(found, answers)] as const));
  return {
    ...plan,
    steps: plan.steps.map((step) => ({ ...step, after: step.after && noted(step.after, answered) })),
  };
}

function assertKnown(name: string, named: readonly Package[]): void {
  const known = new Set(named.flatMap(({ build }) => Object.keys(build?.options ?? {})));
  if (known.has(name)) return;
  const near = nearest(name, known);
  const meant = near.length === 0 ? '' : `; did you mean ${near.join(', ')}?`;
  const packages = named.map((found) => found.name).join(', ');
  throw new SpmError('option-unknown', `${packages} was built with no option ${name}${meant}`, {
    subject: name,
    hint: `spm info ${named[0]?.name ?? ''}`.trimEnd(),
    details: { near, options: [...known] },
  });
}

/** The answers that are about the package. */
function answersOf(found: Package, answers: Answers): Readonly<Record<string, OptionValue>> {
  const options = found.build?.options ?? {};
  return Object.fromEntries(
    Array.from(answers).flatMap(([name, typed]) => {
      const built = options[name];
      return built === undefined ? [] : [[name, agreed(found, { name, typed, built })]];
    }),
  );
}

interface Answer {
  readonly name: string;
  readonly typed: string;
  readonly built: OptionValue;
}

function agreed({ name: subject, version }: Package, { name, typed, built }: Answer): OptionValue {
  const value = valueLike(built, typed);
  if (value === undefined) {
    throw new SpmError(
      'option-invalid',
      `${name} of ${subject} cannot be ${typed}; it is a ${KINDS[typeof built]}`,
      {
        subject: name,
        hint: `--option ${name}=${String(built)}`,
      },
    );
  }
  if (value === built) return built;
  const message = `${subject} ${version} is published with ${name}=${String(built)}; with ${typed} it would have to be built, which is not done here`;
  throw new SpmError('build-unavailable', message, {
    subject,
    hint: `spm install --source --download-only ${subject}`,
    details: { option: name, published: built, asked: value },
  });
}

const KINDS: Readonly<Record<string, string>> = {
  boolean: 'truth value: true or false',
  number: 'number',
  string: 'text',
};

/** What was typed, as a value of the same type; undefined when it is none. */
export function valueLike(built: OptionValue, typed: string): OptionValue | undefined {
  if (typeof built === 'boolean') return typed === 'true' || (typed === 'false' ? false : undefined);
  if (typeof built === 'string') return typed;
  return typed.trim() !== '' && Number.isFinite(Number(typed)) ? Number(typed) : undefined;
}

function noted(
  after: Package,
  answered: ReadonlyMap<PackageId, Readonly<Record<string, OptionValue>>>,
): Package {
  const answers = answered.get(idOf(after));
  if (answers === undefined || Object.keys(answers).length === 0) return after;
  return { ...after, answers: { ...after.answers, ...answers } };
}

/** What is asked of the package and holds. */
export function heldAnswers(found: Package, held: AnswersByName): Readonly<Record<string, OptionValue>> {
  const options = found.build?.options ?? {};
  return Object.fromEntries(
    Array.from(held.get(found.name) ?? []).flatMap(([name, typed]) => {
      const built = options[name];
      return built !== undefined && valueLike(built, typed) === built ? [[name, built]] : [];
    }),
  );
}

export function withHeld(found: Package, held: AnswersByName): Package {
  const answers = heldAnswers(found, held);
  return Object.keys(answers).length === 0 ? found : { ...found, answers };
}
