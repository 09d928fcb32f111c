import type { Fact } from './encode/facts.ts';
import type { Clash, Edit, Explanation } from './explain/explanation.ts';
import { renderExplanation } from './explain/render.ts';
import type { Goal } from './goals.ts';
import { typedText } from './request.ts';
import type { World } from './resolve.ts';
import { decisionText } from './describe.ts';
import type { Decision, Minimality, Reason, Solution, Warning } from './solution.ts';
import type { Candidate } from './universe.ts';

/** A candidate in words, for documents that outlive the universe. */
export interface PackageReference {
  readonly name: string;
  readonly version: string;
  readonly architecture: string;
  readonly repository: string;
}

export function reference(world: World, candidate: Candidate): PackageReference {
  return {
    name: world.nameOf(candidate),
    version: world.versionOf(candidate),
    architecture: world.architectureOf(candidate),
    repository: world.repositoryOf(candidate),
  };
}

export interface ReasonDocument {
  readonly kind: Reason['kind'];
  readonly package?: PackageReference;
  readonly requirement?: string;
}

export interface DecisionDocument {
  readonly action: Decision['action'];
  readonly package: PackageReference;
  readonly previous?: PackageReference;
  readonly reason: ReasonDocument;
  readonly text: string;
}

export interface SolutionDocument {
  readonly kind: 'solution';
  readonly decisions: readonly DecisionDocument[];
  readonly minimality?: Minimality;
  readonly warnings: readonly Warning[];
}

/** A solution with names instead of numbers; packages that merely stay are left out. */
export function solutionDocument(world: World, solution: Solution): SolutionDocument {
  const decisions = solution.decisions
    .filter(({ action }) => action !== 'keep')
    .map((decision): DecisionDocument => ({
      action: decision.action,
      package: reference(world, decision.candidate),
      ...('previous' in decision ? { previous: reference(world, decision.previous) } : {}),
      reason: reasonDocument(world, decision.reason),
      text: decisionText(world, decision),
    }));
  const { minimality, warnings } = solution;
  return { kind: 'solution', decisions, warnings, ...(minimality ? { minimality } : {}) };
}

function reasonDocument(world: World, reason: Reason): ReasonDocument {
  switch (reason.kind) {
    case 'needed':
    case 'recommended':
      return {
        kind: reason.kind,
        package: reference(world, reason.by),
        requirement: world.relationText(reason.relation),
      };
    case 'conflict':
      return {
        kind: 'conflict',
        package: reference(world, reason.with),
        requirement: world.relationText(reason.relation),
      };
    case 'broken':
      return { kind: 'broken', requirement: world.relationText(reason.relation) };
    case 'replaces':
      return { kind: 'replaces', package: reference(world, reason.candidate) };
    case 'requested':
    case 'kept':
    case 'upgrade':
    case 'combined':
      return { kind: reason.kind };
  }
}

export interface GoalDocument {
  readonly kind: Goal['kind'];
  /** As it was typed. */
  readonly typed?: string;
  readonly packages: readonly PackageReference[];
}

export interface FactDocument {
  readonly kind: 'depends' | 'conflicts' | 'replaces';
  readonly package: PackageReference;
  readonly requirement?: string;
  /** What meets the requirement, or is hit by the conflict. */
  readonly members: readonly PackageReference[];
}

export interface ExplanationDocument {
  readonly kind: 'unsatisfiable';
  readonly clashes: readonly {
    goals: readonly GoalDocument[];
    facts: readonly FactDocument[];
    minimal: boolean;
  }[];
  readonly fixes: readonly {
    edits: readonly { kind: Edit['kind']; goal: GoalDocument; package?: PackageReference }[];
    installs: number;
    removals: readonly PackageReference[];
    otherChanges: number;
  }[];
  /** The same in at most ten lines. */
  readonly text: readonly string[];
}

/** An explanation with names instead of numbers. */
export function explanationDocument(world: World, explanation: Explanation): ExplanationDocument {
  return {
    kind: 'unsatisfiable',
    clashes: explanation.clashes.map((clash) => clashDocument(world, clash)),
    fixes: explanation.fixes.map(({ edits, removals, ...counts }) => ({
      edits: edits.map((edit) => editDocument(world, edit)),
      removals: removals.map((candidate) => reference(world, candidate)),
      ...counts,
    })),
    text: renderExplanation(world, explanation),
  };
}

function clashDocument(
  world: World,
  { goals, facts, minimal }: Clash,
): ExplanationDocument['clashes'][number] {
  return {
    goals: goals.map((goal) => goalDocument(world, goal)),
    facts: facts.flatMap((fact) => factDocument(world, fact) ?? []),
    minimal,
  };
}

function editDocument(world: World, edit: Edit): ExplanationDocument['fixes'][number]['edits'][number] {
  const goal = goalDocument(world, edit.goal);
  return edit.kind === 'drop'
    ? { kind: 'drop', goal }
    : { kind: 'instead', goal, package: reference(world, edit.candidate) };
}

function goalDocument(world: World, goal: Goal): GoalDocument {
  const packages = goal.candidates.map((candidate) => reference(world, candidate));
  return 'target' in goal
    ? { kind: goal.kind, typed: typedText(goal.target), packages }
    : { kind: goal.kind, packages };
}

function factDocument(world: World, fact: Fact): FactDocument | undefined {
  if (fact.kind === 'replaces') {
    return {
      kind: 'replaces',
      package: reference(world, fact.successor),
      members: [reference(world, fact.candidate)],
    };
  }
  if (fact.kind !== 'depends' && fact.kind !== 'conflicts') return undefined;
  return {
    kind: fact.kind,
    package: reference(world, fact.candidate),
    requirement: world.relationText(fact.relation),
    members: world.members.of(fact.relation).map((member) => reference(world, member)),
  };
}
