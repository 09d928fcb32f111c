import {
  RECORD_SCHEMA,
  printRecord,
  printSummary,
  summaryOf,
  type TransactionRecord,
  type TransactionSummary,
} from '../state/record.ts';
import type { Attributes, Package, PackageId } from '../package/package.ts';
import type { Step } from '../package/step.ts';
import type { Plan } from '../plan/plan.ts';
import { printInstalled, type InstalledPackage, type InstalledSet } from '../state/installed.ts';
import { HISTORY_FILE, INSTALLED_FILE, OWNERS_FILE, recordFile, WORLD_FILE } from '../state/layout.ts';
import type { OwnerTable } from '../state/owners.ts';
import { printWorld } from '../world/text.ts';
import { changed, type World } from '../world/world.ts';

/** What the state says before a transaction. */
export interface StateBefore {
  readonly installed: InstalledSet;
  readonly world: World;
  readonly owners: OwnerTable;
  readonly history: readonly TransactionSummary[];
}

/** What came of a step that deploys files. */
export interface Deployed {
  readonly attributes: Attributes;
  /** SHA-256 of its pac, hexadecimal. */
  readonly pac: string;
  readonly skipped: readonly string[];
  /** Where its files and links lie, from the root of the tree, each by every path that leads there by design. */
  readonly paths: readonly string[];
}

export interface Transaction {
  readonly id: number;
  /** ISO 8601, UTC. */
  readonly date: string;
  readonly plan: Plan;
  /** By id; a package without files has none. */
  readonly deployed: ReadonlyMap<PackageId, Deployed>;
}

/** A file of the state as it is to be; the path is from the root of the tree. */
export interface StateFile {
  readonly path: string;
  readonly content: Uint8Array;
}

/** The files of the state after a transaction. They become visible together with what it deploys. */
export function nextState(before: StateBefore, transaction: Transaction): StateFile[] {
  const record = recordOf(transaction);
  return [
    text(INSTALLED_FILE, printInstalled(installedAfter(before.installed, record))),
    text(WORLD_FILE, printWorld(changed(before.world, record.world))),
    text(HISTORY_FILE, [...before.history, summaryOf(record)].map(printSummary).join('')),
    text(recordFile(record.id), printRecord(record)),
    { path: OWNERS_FILE, content: before.owners.with(ownershipOf(transaction)).format() },
  ];
}

function text(path: string, content: string): StateFile {
  return { path, content: Buffer.from(content) };
}

function recordOf({ id, date, plan, deployed }: Transaction): TransactionRecord {
  const { request, world, triggers, undoes } = plan;
  const steps = plan.steps.map((step) => withAttributes(step, deployed.get(step.id)));
  return { schema: RECORD_SCHEMA, id, date, request, steps, world, triggers, undoes };
}

function withAttributes(step: Step, deployed: Deployed | undefined): Step {
  if (step.after === null || deployed === undefined) return step;
  const { attributes, pac, skipped } = deployed;
  return { ...step, after: { ...step.after, attributes, pac, skipped } };
}

export function installedAfter({ packages }: InstalledSet, { id, steps }: TransactionRecord): InstalledSet {
  const next = new Map(packages);
  for (const step of steps) {
    if (step.after === null) next.delete(step.id);
    else next.set(step.id, inShort(step.id, step.after, id));
  }
  return { transaction: id, packages: next };
}

function inShort(id: PackageId, found: Package, transaction: number): InstalledPackage {
  const { version, architecture, repository, isEssential, installedBytes, relations } = found;
  const { scheme } = relations;
  const essential = isEssential === true && { isEssential };
  return { id, version, scheme, architecture, repository, ...essential, installedBytes, transaction };
}

function ownershipOf({ plan, deployed }: Transaction): Map<PackageId, readonly string[]> {
  return new Map(plan.steps.map(({ id }) => [id, deployed.get(id)?.paths ?? []]));
}
