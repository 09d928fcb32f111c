import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { suiteFiles } from '../../packages/spm/test/sync/archive.ts';
import type { NativeRepository } from './native-repository.ts';
import { SpmRoot } from './spm-root.ts';

/** Packages are kept here between runs, as apt names them. */
const DOWNLOADS = path.resolve(import.meta.dirname, '../../dist/e2e/debs');
const LISTS = '/var/lib/apt/lists';

/** A package of the machine's own archive. */
export interface DebianPackage {
  readonly name: string;
  readonly version: string;
  readonly architecture: string;
}

/** Why packages of Debian cannot be had here; false when they can. */
export function withoutDebian(): string | false {
  if (process.getuid?.() !== 0) return 'only root can chroot';
  try {
    execFileSync('apt-get', ['--version'], { stdio: 'ignore' });
  } catch {
    return 'there is no apt';
  }
  if (!fs.existsSync(LISTS) || !fs.readdirSync(LISTS).some((name) => name.includes('_Packages'))) {
    return 'apt has no lists: run apt-get update';
  }
  try {
    download(['busybox']);
  } catch {
    return 'the archive cannot be reached';
  }
  return false;
}

/** The folder of apt's lists as a repository. */
export const APT_LISTS = `file://${LISTS}`;

interface PlannedStep {
  readonly after: DebianPackage & { readonly repository: string };
}

/** The packages of Debian that each of the requests takes on an empty system, as spm plans it from apt's own lists. */
export async function packagesFor(
  requests: readonly (readonly string[])[],
  overlay?: NativeRepository,
): Promise<DebianPackage[]> {
  using planner = new SpmRoot();
  if (overlay !== undefined) await planner.ok('repo', 'add', 'overlay', overlay.directory);
  await planner.ok('repo', 'add', 'debian', '--kind', 'debian', APT_LISTS);
  await planner.ok('sync');
  const found = new Map<string, DebianPackage>();
  for (const names of requests) {
    const { result } = await planner.ok('plan', 'install', ...names, '--no-recommends');
    for (const { after: wanted } of result.plan.steps as readonly PlannedStep[]) {
      if (wanted.repository === 'debian') found.set(wanted.name, wanted);
    }
  }
  return [...found.values()];
}

/** The files of an archive with one suite, `bookworm`, that has exactly these packages, by their paths on a server. */
export function mirrorOf(packages: readonly DebianPackage[]): Map<string, Buffer> {
  const missing = packages.filter((wanted) => !fs.existsSync(fileOf(wanted)));
  if (missing.length > 0) download(missing.map(({ name, version }) => `${name}=${version}`));
  const text = execFileSync(
    'apt-cache',
    ['show', '--no-all-versions', ...packages.map(({ name, version }) => `${name}=${version}`)],
    { encoding: 'utf8', maxBuffer: 1 << 26 },
  );
  const date = 'Thu, 01 Jan 2026 00:00:00 UTC';
  const files = suiteFiles({ suite: 'bookworm', date, indexes: { 'main/binary-amd64': text } });
  for (const stanza of text.trim().split('\n\n')) {
    const field = (name: string): string => new RegExp(`^${name}: (.*)$`, 'm').exec(stanza)?.[1] ?? '';
    const deb = fileOf({
      name: field('Package'),
      version: field('Version'),
      architecture: field('Architecture'),
    });
    files.set(`/${field('Filename')}`, fs.readFileSync(deb));
  }
  return files;
}

function fileOf({ name, version, architecture }: DebianPackage): string {
  return path.join(DOWNLOADS, `${name}_${version.replace(':', '%3a')}_${architecture}.deb`);
}

/** Each file comes whole or not at all: other tests may look for it at the same time. */
function download(specs: readonly string[]): void {
  fs.mkdirSync(DOWNLOADS, { recursive: true });
  const directory = fs.mkdtempSync(path.join(DOWNLOADS, '.new-'));
  try {
    const options = ['-qq', '-o', 'Acquire::Retries=3'];
    execFileSync('apt-get', ['download', ...options, ...specs], { cwd: directory, stdio: 'pipe' });
    for (const name of fs.readdirSync(directory)) {
      fs.renameSync(path.join(directory, name), path.join(DOWNLOADS, name));
    }
  } finally {
    fs.rmSync(directory, { recursive: true });
  }
}
