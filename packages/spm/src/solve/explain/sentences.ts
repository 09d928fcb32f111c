import type { Fact } from '../encode/facts.ts';
import { type Goal, isFixed, isWanted } from '../goals.ts';
import type { World } from '../resolve.ts';
import type { Candidate, Relation } from '../universe.ts';
import type { Clash } from './explanation.ts';
import { enumerate, label } from './phrases.ts';

/** Facts of one kind about one relation, told in one sentence. */
interface Statement {
  readonly kind: 'depends' | 'conflicts' | 'replaces';
  readonly subjects: Candidate[];
  readonly relation: Relation;
  readonly fact: Fact;
}

/** The facts of a clash as sentences, in their order; what several packages have in common is said once. */
export function sentences(world: World, clash: Clash): string[] {
  const statements: Statement[] = [];
  for (const fact of clash.facts) {
    const statement = statementOf(fact);
    if (statement === undefined) continue;
    const same = statements.find(
      (one) => one.kind === statement.kind && one.relation === statement.relation && one.kind !== 'replaces',
    );
    if (same) same.subjects.push(...statement.subjects);
    else statements.push(statement);
  }
  const mentioned = mentionedIn(world, clash);
  return statements.map((statement) => sentence(world, statement, mentioned));
}

function statementOf(fact: Fact): Statement | undefined {
  if (fact.kind === 'depends' || fact.kind === 'conflicts') {
    return { kind: fact.kind, subjects: [fact.candidate], relation: fact.relation, fact };
  }
  return fact.kind === 'replaces'
    ? { kind: 'replaces', subjects: [fact.successor], relation: -1, fact }
    : undefined;
}

function sentence(
  world: World,
  { kind, subjects, relation, fact }: Statement,
  mentioned: ReadonlySet<Candidate>,
): string {
  const who = subjectsText(world, subjects);
  const singular = subjects.length === 1;
  if (fact.kind === 'replaces') return `${who} takes the place of ${label(world, fact.candidate)}`;
  const text = world.relationText(relation);
  if (kind === 'depends') return `${who} ${singular ? 'needs' : 'need'} ${text}${missing(world, relation)}`;
  const others = world.members
    .of(relation)
    .filter((other) => mentioned.has(other) && !subjects.includes(other));
  return `${who} ${singular ? 'conflicts' : 'conflict'} with ${text}${named(world, text, others)}`;
}

/** The packages that a conflict hits, unless its words name exactly the one. */
function named(world: World, text: string, others: readonly Candidate[]): string {
  if (others.length === 0) return '';
  return `: ${subjectsText(world, others)}`;
}

/** Versions of one name are told together: `b 1, 2 and 3 (main)`. */
function subjectsText(world: World, candidates: readonly Candidate[]): string {
  const groups = Map.groupBy(
    candidates,
    (candidate) => `${world.nameOf(candidate)}\0${world.repositoryOf(candidate)}`,
  );
  return enumerate([...groups.values()].map((group) => groupText(world, group)));
}

const MOST_VERSIONS = 3;

function groupText(world: World, group: readonly Candidate[]): string {
  const first = group[0] as Candidate;
  const versions = group.map((candidate) => world.versionOf(candidate));
  const told =
    versions.length > MOST_VERSIONS
      ? `${versions.at(-1)} … ${versions[0]}, ${versions.length} versions`
      : enumerate(versions);
  return `${world.nameOf(first)} ${told} (${world.repositoryOf(first)})`;
}

/** What there is instead, when nothing satisfies a requirement. */
function missing(world: World, relation: Relation): string {
  if (world.members.of(relation).length > 0) return '';
  const names = world
    .relationText(relation)
    .split('|')
    .map((alternative) => /^[^\s(:@]*/.exec(alternative.trim())?.[0] ?? '');
  const others = names.flatMap((name) =>
    [...Array.from(world.named(name)), ...Array.from(world.providersOf(name))].slice(0, 1),
  );
  if (others.length === 0) return ', which no repository has';
  const abstract = others.find((candidate) => world.kindOf(candidate) === 'abstract');
  if (abstract !== undefined && others.length === 1)
    return `; ${world.nameOf(abstract)} is only a name, and nothing that provides it can be installed`;
  return `, but there is only ${enumerate(others.map((candidate) => label(world, candidate)))}`;
}

/** The candidates that the goals and requirements of a clash speak of. */
function mentionedIn(world: World, { goals, facts }: Clash): Set<Candidate> {
  const mentioned = new Set(
    goals.flatMap((goal: Goal) => (isWanted(goal) || isFixed(goal) ? goal.candidates : [])),
  );
  for (const fact of facts) {
    if (fact.kind === 'depends') for (const member of world.members.of(fact.relation)) mentioned.add(member);
    if (fact.kind === 'depends' || fact.kind === 'conflicts') mentioned.add(fact.candidate);
  }
  return mentioned;
}
