import type { Bytes } from '../bytes.ts';
import { normalise } from '../tree/paths.ts';

/** What a group says about the paths of a package; each path stands for itself and everything below it. */
export interface PathRules {
  /** When there are any, everything outside them is refused. */
  readonly pass: readonly Bytes[];
  readonly deny: readonly Bytes[];
  /** Left out silently, before the others are asked. */
  readonly skip: readonly Bytes[];
}

export const NO_RULES: PathRules = { pass: [], deny: [], skip: [] };

export type Verdict = 'take' | 'skip' | 'deny';

/** What the rules say of one directory's names; found by descending from the top, so a name costs one look-up. */
export interface RuleNode {
  readonly verdict: Verdict;
  /** Of names that have no rule of their own. */
  readonly below: Verdict;
  readonly names: ReadonlyMap<Bytes, RuleNode>;
}

interface MutableNode {
  rule: keyof PathRules | undefined;
  readonly names: Map<Bytes, MutableNode>;
}

const TAKE: RuleNode = { verdict: 'take', below: 'take', names: new Map() };
const SKIP: RuleNode = { verdict: 'skip', below: 'skip', names: new Map() };
const DENY: RuleNode = { verdict: 'deny', below: 'deny', names: new Map() };
const LEAF: Readonly<Record<Verdict, RuleNode>> = { take: TAKE, skip: SKIP, deny: DENY };

/** The rules as a tree whose root stands for the top of the package. */
export function compileRules(rules: PathRules): RuleNode {
  const root: MutableNode = { rule: undefined, names: new Map() };
  for (const rule of ['pass', 'deny', 'skip'] as const) {
    for (const path of rules[rule]) mark(root, normalise(path), rule);
  }
  return freeze(root, rules.pass.length > 0 ? 'deny' : 'take', true);
}

export function ruleOf(directory: RuleNode, name: Bytes): RuleNode {
  return directory.names.get(name) ?? LEAF[directory.below];
}

function mark(root: MutableNode, path: Bytes, rule: keyof PathRules): void {
  let node = root;
  for (const name of path.split('/') as Bytes[]) {
    if (name === '') continue;
    const next = node.names.get(name) ?? { rule: undefined, names: new Map() };
    node.names.set(name, next);
    node = next;
  }
  node.rule = rule;
}

/** A directory on the way to a passed path is taken as a container, though the rest in it is refused. */
function freeze(node: MutableNode, inherited: Verdict, isRoot = false): RuleNode {
  if (node.rule === 'skip') return SKIP;
  const below = node.rule === 'pass' ? 'take' : node.rule === 'deny' ? 'deny' : inherited;
  const names = new Map([...node.names].map(([name, child]) => [name, freeze(child, below)]));
  const leadsToPassed = [...names.values()].some((child) => child.verdict === 'take');
  return { verdict: isRoot || leadsToPassed ? 'take' : below, below, names };
}
