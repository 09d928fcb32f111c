import { SpmError } from '../errors.ts';
import { integrationId } from '../package/integration-id.ts';
import { stateDigest } from '../state/digest.ts';
import type { PackageGraph } from '../state/graph.ts';
import { graphOf, newBreaches } from '../state/graph.ts';
import { installedPackage, type StateStore } from '../state/store.ts';
import { means } from '../world/subject.ts';
import { parseWish } from '../world/text.ts';
import type { World } from '../world/world.ts';
import { installedTriggers } from './known-triggers.ts';
import { makePlan, type Change } from './make-plan.ts';
import { isOfSeries, partsOf, type PackageId } from '../package/package.ts';
import type { Reason } from '../package/step.ts';
import type { Plan } from './plan.ts';
import { assertWhole, graphAfter } from './whole.ts';

/**
 * The plan to remove packages; with `cascade` also everything that cannot be without them. Needs no repository.
 * @throws SpmError `package-not-installed`; `dependents-exist` naming what needs them
 */
export function planRemoval(store: StateStore, ids: readonly PackageId[], cascade: boolean): Plan {
  const installed = store.installed();
  for (const id of ids) installedPackage(installed, id);
  const graph = graphOf(store);
  const reasons = new Map<PackageId, Reason>(ids.map((id) => [id, { kind: 'explicit' }]));
  if (cascade) addDependents(graph, reasons);
  return removalPlan(store, graph, reasons, ['uninstall', ...ids]);
}

/** The plan to remove what nobody asked for and nothing needs. */
export function planAutoremoval(store: StateStore): Plan {
  const graph = graphOf(store);
  const orphans = graph.unreachable(wishedFor(graph, store.world()));
  return removalPlan(store, graph, new Map(orphans.map((id) => [id, { kind: 'orphan' }])), ['autoremove']);
}

/** The wished-for names that nothing installed carries or provides. */
export function wishesUnfulfilled(graph: PackageGraph, world: World): string[] {
  return [...world]
    .filter((line) => {
      return parseWish(line).verb === 'install' && wishedFor(graph, new Set([line])).length === 0;
    })
    .map((line) => parseWish(line).subject);
}

/** The installed packages that a wish to install names or, where none carries the name, that provide it; and integrations. */
export function wishedFor(graph: PackageGraph, world: World): PackageId[] {
  return [...world].map(parseWish).flatMap(({ verb, subject, provider }) => {
    const id = subject as PackageId;
    if (verb === 'integrate')
      return [integrationId(id)].filter((integration) => graph.packages.has(integration));
    if (verb !== 'install') return [];
    const named = installedAs(graph, subject);
    return named.length > 0 ? named : graph.answering(provider ?? subject);
  });
}

function installedAs({ packages }: PackageGraph, words: string): PackageId[] {
  if (packages.has(words as PackageId)) return [words as PackageId];
  if (!words.includes(':')) return [];
  return [...packages]
    .filter(([id, { architecture }]) => means(words, { id, architecture }))
    .map(([id]) => id);
}

function addDependents(graph: PackageGraph, reasons: Map<PackageId, Reason>): void {
  for (;;) {
    const broken = newBreaches(graph, graphAfter(graph, removals(reasons)));
    if (broken.length === 0) return;
    for (const { id, requirement } of broken) reasons.set(id, { kind: 'broken', requirement });
  }
}

/** The changes without what they leave; enough to know what there is afterwards. */
function removals(reasons: ReadonlyMap<PackageId, Reason>): Change[] {
  return Array.from(reasons, ([id, reason]) => ({ id, before: null, after: null, reason }));
}

function removalPlan(
  store: StateStore,
  graph: PackageGraph,
  reasons: ReadonlyMap<PackageId, Reason>,
  request: readonly string[],
): Plan {
  const { packages } = store.installed();
  const integrations = Array.from(reasons.keys(), (id): [PackageId, Reason] => [
    integrationId(id),
    { kind: 'broken', requirement: id },
  ]).filter(([id]) => packages.has(id));
  const changes = removals(new Map([...integrations, ...reasons])).map((change) => ({
    ...change,
    before: packages.get(change.id) ?? null,
  }));
  const gone = Array.from(reasons.keys(), (id) => ({
    id,
    architecture: packages.get(id)?.architecture ?? '',
  }));
  const isLastOfName = (name: string): boolean =>
    gone.some(({ id }) => partsOf(id).name === name) &&
    !Array.from(packages.keys()).some((id) => partsOf(id).name === name && !reasons.has(id));
  const removed = [...store.world()].filter((line) => {
    const { verb, subject } = parseWish(line);
    if (verb === 'option') return isLastOfName(subject);
    if (verb === 'install' && gone.some(({ id }) => isOfSeries(id)) && isLastOfName(subject)) return true;
    return (verb === 'install' || verb === 'integrate') && gone.some((one) => means(subject, one));
  });
  return makePlan({
    request,
    base: { state: stateDigest(store), catalogue: null },
    changes: assertWhole(graph, changes, request),
    world: { removed, added: [] },
    triggers: installedTriggers(store),
  });
}

/** @throws SpmError `package-not-installed` with the ids that were meant, where a name is in several groups */
export function resolveInstalled(store: StateStore, name: string): PackageId {
  const { packages } = store.installed();
  if (packages.has(name as PackageId)) return name as PackageId;
  const others = [...packages.keys()].filter((id) => id.endsWith(`:${name}`));
  const [only] = others;
  if (only !== undefined && others.length === 1) return only;
  throw new SpmError('package-not-installed', `${name} is not installed`, {
    subject: name,
    hint: others.length > 1 ? `name one of ${others.join(', ')}` : 'spm installed',
    details: { installed: others },
  });
}
