import type { SpmError } from '../errors.ts';
import { planIntegration } from '../integrate/plan-integration.ts';
import { integrationWishes } from '../integrate/wishes.ts';
import { hasFiles, type PackageId } from '../package/package.ts';
import { wishesUnfulfilled } from '../plan/remove.ts';
import { deployedIds, filesOf } from '../state/file-lists.ts';
import { graphOf, type PackageGraph } from '../state/graph.ts';
import { readOwners } from '../state/owners.ts';
import type { StateStore } from '../state/store.ts';
import { isNothing, readDue } from './hooks/due.ts';
import { readIntent } from './intent.ts';
import { damagedFiles } from './restore-state.ts';

/** Something that is not as it should be. */
export interface Finding {
  readonly code:
    | 'state-damaged'
    | 'interrupted'
    | 'hooks-due'
    | 'requirement-unmet'
    | 'conflict-present'
    | 'wish-unfulfilled'
    | 'integration-outdated'
    | 'not-deployed'
    | 'not-recorded'
    | 'owner-unknown';
  readonly subject: string;
  readonly message: string;
  /** A command that puts it right. */
  readonly hint: string;
}

/** Looks at everything that spm knows of a tree, and whether it fits together. Contents of files are for `verify`. */
export function examine(store: StateStore): Finding[] {
  const unfinishedBusiness = unfinished(store);
  if (unfinishedBusiness.some(({ code }) => code === 'state-damaged')) return unfinishedBusiness;
  const graph = graphOf(store);
  return [
    ...unfinishedBusiness,
    ...breaches(graph),
    ...wishes(store, graph),
    ...integrations(store, graph),
    ...deployments(store, graph),
  ];
}

function stateDamaged({ path, error }: { readonly path: string; readonly error: SpmError }): Finding {
  return { code: 'state-damaged', subject: path, message: error.message, hint: 'spm recover' };
}

/** What a recovery takes care of; where files are damaged, these alone. */
export function unfinished(store: StateStore): Finding[] {
  const damaged = damagedFiles(store);
  if (damaged.length > 0) return damaged.map(stateDamaged);
  const intent = readIntent(store);
  const due = readDue(store);
  const findings: Finding[] = [];
  if (intent !== undefined) {
    const subject = intent.request.join(' ');
    const message = `\`${subject}\` was interrupted, or is still running`;
    findings.push({ code: 'interrupted', subject, message, hint: 'spm recover' });
  }
  if (!isNothing(due)) {
    const names = [...due.scripts, ...due.triggers]
      .map(({ name }) => name)
      .concat(due.merges.map((one) => one.path));
    const subject = names.join(', ');
    findings.push({
      code: 'hooks-due',
      subject,
      message: `still to be done: ${subject}`,
      hint: 'spm recover',
    });
  }
  return findings;
}

function breaches(graph: PackageGraph): Finding[] {
  return graph.breaches().map(({ id, kind, requirement }) =>
    kind === 'depends'
      ? {
          code: 'requirement-unmet',
          subject: id,
          message: `${id} needs ${requirement}, which nothing installed satisfies`,
          hint: `spm install ${id}`,
        }
      : {
          code: 'conflict-present',
          subject: id,
          message: `${id} cannot be beside ${requirement}, which is installed`,
          hint: `spm uninstall ${id}`,
        },
  );
}

function wishes(store: StateStore, graph: PackageGraph): Finding[] {
  return wishesUnfulfilled(graph, store.world()).map((subject) => ({
    code: 'wish-unfulfilled',
    subject,
    message: `${subject} is wished for but not installed`,
    hint: `spm install ${subject}`,
  }));
}

/** What is integrated otherwise than its package asks for: after an update, or when something of it was damaged. */
function integrations(store: StateStore, { packages }: PackageGraph): Finding[] {
  return integrationWishes(store.world())
    .filter((wish) => packages.has(wish.id) && planIntegration(store, [wish]).plan.steps.length > 0)
    .map(({ id }) => ({
      code: 'integration-outdated',
      subject: id,
      message: `${id} is not integrated as it asks to be`,
      hint: 'spm integrate',
    }));
}

/** What spm and mpkg say of the same packages, and whether the table of owners knows their files. */
function deployments(store: StateStore, { packages }: PackageGraph): Finding[] {
  const deployed = new Set(deployedIds(store.root));
  const owners = readOwners(store);
  const findings: Finding[] = [];
  for (const [id, found] of packages) {
    if (!hasFiles(found)) continue;
    if (!deployed.has(id)) findings.push(notDeployed(id));
    const lost = filesOf(store.root, id).find((file) => !owners.candidates(file).includes(id));
    if (lost !== undefined) findings.push(ownerUnknown(id, lost));
  }
  const unknown = [...deployed].filter((id) => !packages.has(id));
  return [...findings, ...unknown.map(notRecorded)];
}

function notDeployed(id: PackageId): Finding {
  const message = `${id} is recorded as installed, but its files were never deployed or were removed by mpkg`;
  return { code: 'not-deployed', subject: id, message, hint: `spm repair ${id}` };
}

function notRecorded(id: PackageId): Finding {
  const message = `${id} was deployed by mpkg alone; spm does not know it`;
  return { code: 'not-recorded', subject: id, message, hint: `mpkg -u ${id}` };
}

function ownerUnknown(id: PackageId, file: string): Finding {
  const message = `the table of owners does not know that ${id} has /${file}`;
  return { code: 'owner-unknown', subject: id, message, hint: `spm repair ${id}` };
}
