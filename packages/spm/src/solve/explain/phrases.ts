import type { Goal } from '../goals.ts';
import { typedText } from '../request.ts';
import type { Candidate, UniverseText } from '../universe.ts';
import type { Edit, Fix } from './explanation.ts';

/** `nginx 1.22.1 (bookworm)`. */
export function label(text: UniverseText, candidate: Candidate): string {
  return `${text.nameOf(candidate)} ${text.versionOf(candidate)} (${text.repositoryOf(candidate)})`;
}

/** `a`, `a and b`, `a, b and c`. */
export function enumerate(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}

/** The first line: what was asked for, and under which guards it cannot be had. Guards alone never clash: what is installed meets them. */
export function headline(text: UniverseText, goals: readonly Goal[]): string {
  const installs = goals.flatMap((goal) =>
    goal.kind === 'install' || goal.kind === 'pick' ? [typedText(goal.target)] : [],
  );
  const keeps = goals.flatMap((goal) => (goal.kind === 'keep' ? [typedText(goal.target)] : []));
  const removes = goals.flatMap((goal) => (goal.kind === 'remove' ? [typedText(goal.target)] : []));
  const wishes = [wish('install', installs), wish('keep', keeps), wish('remove', removes)].filter(
    (part) => part !== '',
  );
  const guards = guardsOf(text, goals);
  const together = new Set([...installs, ...keeps]).size > 1 ? ' together' : '';
  return `cannot ${enumerate(wishes)}${together}${guards.length > 0 ? ` while ${enumerate(guards)}` : ''}`;
}

function wish(verb: string, names: readonly string[]): string {
  return names.length === 0 ? '' : `${verb} ${enumerate([...new Set(names)])}`;
}

/** What has to hold besides the wishes. */
function guardsOf(text: UniverseText, goals: readonly Goal[]): string[] {
  const staying = goals.flatMap((goal) =>
    goal.kind === 'stay' ? [text.nameOf(goal.candidates[0] as Candidate)] : [],
  );
  const guards = goals.flatMap((goal) => guard(text, goal) ?? []);
  return staying.length > 0 ? [...guards, `${enumerate(staying)} may not be removed`] : guards;
}

function guard(text: UniverseText, goal: Goal): string | undefined {
  switch (goal.kind) {
    case 'hold':
      return enumerate(goal.candidates.map((one) => `${text.nameOf(one)} is held at ${text.versionOf(one)}`));
    case 'pin':
      return (
        goal.target.because ??
        `${goal.target.name} is pinned to ${goal.target.range ?? goal.target.repository ?? 'what it is'}`
      );
    case 'blacklist':
      return goal.target.because ?? `${typedText(goal.target)} is blacklisted`;
    case 'profile':
      return `profile ${goal.profile} has ${goal.target.name} ${goal.target.range ?? ''}`;
    case 'untouched':
      return `packages of other architectures than ${goal.architecture} stay untouched`;
    case 'stay':
    case 'install':
    case 'keep':
    case 'pick':
    case 'remove':
      return undefined;
  }
}

/** `leave out postfix: installs 12, removes exim4`. */
export function fixPhrase(text: UniverseText, fix: Fix): string {
  const edits = fix.edits.map((edit) => editPhrase(text, edit));
  const verbs = Map.groupBy(edits, ({ verb }) => verb);
  const parts = [...verbs].map(([verb, same]) => `${verb} ${enumerateSome(same.map(({ what }) => what))}`);
  return `${enumerate(parts)}: ${effect(text, fix)}`;
}

interface EditPhrase {
  readonly verb: string;
  readonly what: string;
}

function editPhrase(text: UniverseText, edit: Edit): EditPhrase {
  const { goal } = edit;
  if (edit.kind === 'instead') return { verb: 'ask instead for', what: label(text, edit.candidate) };
  switch (goal.kind) {
    case 'install':
    case 'pick':
      return { verb: 'leave out', what: typedText(goal.target) };
    case 'keep':
      return { verb: 'let go of', what: typedText(goal.target) };
    case 'remove':
      return { verb: 'keep', what: typedText(goal.target) };
    case 'hold':
      return { verb: 'lift the hold on', what: typedText(goal.target) };
    case 'pin':
      return goal.target.because === undefined
        ? { verb: 'lift the pin of', what: goal.target.name }
        : { verb: 'ask for any version of', what: goal.target.name };
    case 'blacklist':
      return goal.target.because === undefined
        ? { verb: 'override the blacklist for', what: typedText(goal.target) }
        : { verb: 'drop the options asked of', what: goal.target.name };
    case 'profile':
      return { verb: `override profile ${goal.profile} for`, what: goal.target.name };
    case 'stay':
      return { verb: 'allow the removal of', what: text.nameOf(goal.candidates[0] as Candidate) };
    case 'untouched':
      return { verb: 'allow changes outside', what: goal.architecture };
  }
}

const MOST_NAMES = 4;

/** As `enumerate`, without repetitions and with a count instead of a long tail. */
function enumerateSome(names: readonly string[]): string {
  const unique = [...new Set(names)];
  const more = unique.length - MOST_NAMES;
  return enumerate(more > 1 ? [...unique.slice(0, MOST_NAMES), `${more} more`] : unique);
}

function effect(text: UniverseText, { installs, removals, otherChanges }: Fix): string {
  const names = removals.map((candidate) => text.nameOf(candidate));
  const parts = [
    installs > 0 ? `installs ${installs}` : '',
    removals.length > 0 ? `removes ${enumerateSome(names)}` : '',
    otherChanges > 0 ? `changes ${otherChanges}` : '',
  ].filter((part) => part !== '');
  return parts.length > 0 ? parts.join(', ') : 'nothing changes';
}
