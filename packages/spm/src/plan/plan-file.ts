import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { openCatalogue } from '../catalogue/index.ts';
import { SpmError } from '../errors.ts';
import type { StateStore } from '../state/store.ts';
import type { CatalogueOptions } from '../sync/catalogue-options.ts';
import { FILE_REPOSITORY, matchInstalled } from './installed-candidates.ts';
import { fileSource, installedSources } from './installed-source.ts';
import { totalsOf } from './make-plan.ts';
import { idOf, type Package } from '../package/package.ts';
import type { Plan } from './plan.ts';
import type { PackageSources } from './package-of.ts';
import { openPlanning } from './planning.ts';
import type { Planning } from './planning.ts';
import { planJobs } from './solve-plan.ts';
import { replacing } from './wishes.ts';

export interface FileInstallation {
  /** What is in the file. */
  readonly found: Package;
  readonly request: readonly string[];
  readonly recommends: boolean;
}

/**
 * The plan to install the package of a file with what it needs from the repositories. They are compiled with it once more, into a
 * catalogue that goes at the end.
 * @throws SpmError as `openPlanning` and `planJobs`
 */
export async function planFile(
  store: StateStore,
  { found, request, recommends }: FileInstallation,
  options: CatalogueOptions,
): Promise<Plan> {
  const folder = mkdtempSync(path.join(tmpdir(), 'spm-file-'));
  try {
    const planning = await openFilePlanning(store, found, { options, file: path.join(folder, 'catalogue') });
    try {
      const id = idOf(found);
      const { plan } = planJobs(planning, {
        words: request,
        jobs: [{ job: 'install', target: { name: found.name, repository: FILE_REPOSITORY } }],
        world: replacing(store, { verb: 'install', subject: id, range: '', provider: undefined }),
        options: { recommends },
      });
      const steps = plan.steps.map((step) =>
        step.id === id && step.after !== null ? { ...step, after: found } : step,
      );
      return { ...plan, steps, totals: totalsOf(steps) };
    } finally {
      planning.catalogue.close();
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

interface Compilation {
  readonly options: CatalogueOptions;
  /** The catalogue to write. */
  readonly file: string;
}

async function openFilePlanning(
  store: StateStore,
  found: Package,
  { options, file }: Compilation,
): Promise<Planning> {
  const own = await openPlanning(store, options);
  const unlisted = own.unlisted.map((one) => store.packageOf(one));
  own.catalogue.close();
  const { compileSynced } = await import('../sync/compile-synced.ts');
  const extra = [fileSource(found), ...installedSources(unlisted)];
  await compileSynced({ ...options, path: file, extra });
  const compiled = openCatalogue(file);
  if (compiled.state !== 'ready')
    throw new SpmError('catalogue-corrupt', `${file} cannot be read back`, { subject: file });
  const { grammar } = found.relations;
  const sources: PackageSources = {
    ...own.sources,
    grammarOf: (repository) => (repository === FILE_REPOSITORY ? grammar : own.sources.grammarOf(repository)),
  };
  const matched = matchInstalled(compiled.catalogue, store.installed());
  return { ...own, ...matched, sources, catalogue: compiled.catalogue };
}
