import type { OptionValue } from '@mpkg/manifest';

import type { Catalogue } from '../catalogue/index.ts';
import { resultOf, type Candidate, type Solution, type Target, type Warning } from '../solve/index.ts';
import type { AnswersByName } from '../world/options.ts';
import { valueLike } from './answers.ts';

/** A package version that was built otherwise than the user asks. */
export interface Unfit {
  readonly candidate: Candidate;
  /** What it is excluded by. */
  readonly target: Target & { readonly because: string };
}

/** What the answers exclude; a version that does not say how it was built is no answer to them. */
export function unfitIn(catalogue: Catalogue, answers: AnswersByName): Unfit[] {
  return Array.from(answers).flatMap(([name, asked]) =>
    catalogue.carriersOf(name).flatMap((candidate): Unfit[] => {
      const options = catalogue.detailsOf(candidate).build?.options ?? {};
      const wrong = Array.from(asked).find(([option, value]) => !isAsked(options[option], value));
      return wrong === undefined ? [] : [unfit(catalogue, candidate, { asked: wrong, options })];
    }),
  );
}

function isAsked(built: OptionValue | undefined, typed: string): boolean {
  return built !== undefined && valueLike(built, typed) === built;
}

interface Difference {
  readonly asked: readonly [option: string, value: string];
  readonly options: Readonly<Record<string, OptionValue>>;
}

function unfit(catalogue: Catalogue, candidate: Candidate, { asked, options }: Difference): Unfit {
  const { name, version, architecture } = catalogue.cardOf(candidate);
  const [option, value] = asked;
  const built = options[option];
  const published = built === undefined ? `does not say its ${option}` : `has ${option}=${String(built)}`;
  const because = `${name} ${version} ${published}, and ${option}=${value} was asked for`;
  const repository = catalogue.repositoryOf(candidate);
  return { candidate, target: { name, architecture, repository, range: `=${version}`, because } };
}

/** Says of each name which better version was passed over. */
export function passedOver(catalogue: Catalogue, unfits: readonly Unfit[], solution: Solution): Warning[] {
  const names = new Set(unfits.map(({ target }) => target.name));
  const chosen = resultOf(solution).filter((candidate) => names.has(catalogue.nameOf(candidate)));
  return chosen.flatMap((candidate): Warning[] => {
    const name = catalogue.nameOf(candidate);
    const [best] = catalogue
      .named(name, catalogue.architectureOf(candidate))
      .filter((other) => other === candidate || unfits.some((one) => one.candidate === other));
    const better = unfits.find((one) => one.candidate === best);
    if (better === undefined || better.candidate === candidate) return [];
    return [{ code: 'option-unmet', subject: name, message: `passed over: ${better.target.because}` }];
  });
}
