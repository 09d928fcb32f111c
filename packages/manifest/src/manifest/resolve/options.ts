import { ManifestError } from '../../errors.ts';
import type { OptionValue } from '../../repository-index/types.ts';
import { nearest } from '../../text/nearest.ts';
import { asOptionValue, describeValues } from '../options.ts';
import type { OptionDeclarations } from '../schema/manifest.ts';
import type { OptionDeclaration } from '../schema/options.ts';

type Answers = Readonly<Record<string, OptionValue>>;

function refuseUnknown(declarations: OptionDeclarations, answers: Answers): void {
  const known = Object.keys(declarations);
  const unknown = Object.keys(answers).find((name) => !known.includes(name));
  if (unknown === undefined) return;
  const [meant] = nearest(unknown, known, 1);
  const hint =
    meant === undefined
      ? `options: ${known.join(', ') || 'none'}`
      : `--option ${meant}=${String(answers[unknown])}`;
  throw new ManifestError('option-unknown', `there is no option \`${unknown}\``, { subject: unknown, hint });
}

function decide(
  name: string,
  declaration: OptionDeclaration,
  answer: OptionValue | undefined,
): OptionValue | undefined {
  const given = answer ?? declaration.default;
  if (given === undefined) return undefined;
  const value = asOptionValue(declaration, given);
  if (value !== undefined) return value;
  throw new ManifestError(
    'option-invalid',
    `\`${name}\` cannot be \`${String(given)}\`; it is ${describeValues(declaration)}`,
    {
      subject: name,
    },
  );
}

function undecided(declarations: OptionDeclarations, names: readonly string[]): ManifestError {
  const questions = names.map((name) => ({ name, ...declarations[name] }));
  const list = names.map((name) => `${name} (${declarations[name]?.question ?? ''})`).join(', ');
  return new ManifestError('option-undecided', `this has to be decided first: ${list}`, {
    subject: names[0],
    hint: names.map((name) => `--option ${name}=VALUE`).join(' '),
    details: { questions },
  });
}

/**
 * Every declared option with the user's answer or else its default. Throws `option-unknown`, `option-invalid`, or `option-undecided` with
 * the open questions under `details.questions`.
 */
export function decideOptions(declarations: OptionDeclarations, answers: Answers): Answers {
  refuseUnknown(declarations, answers);
  const decided = Object.entries(declarations).map(
    ([name, declaration]) =>
      [name, decide(name, declaration, Object.hasOwn(answers, name) ? answers[name] : undefined)] as const,
  );
  const open = decided.flatMap(([name, value]) => (value === undefined ? [name] : []));
  if (open.length > 0) throw undecided(declarations, open);
  return Object.fromEntries(decided) as Answers;
}
