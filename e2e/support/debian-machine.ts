import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { runTool, temporaryDirectory, type RunResult } from '@mpkg/testkit';

const APT_LISTS = '/var/lib/apt/lists';

/** Why this machine's Debian index cannot be used, or undefined. */
export function whyNoDebianIndex(): string | undefined {
  const names = fs.existsSync(APT_LISTS) ? fs.readdirSync(APT_LISTS) : [];
  return names.some((name) => name.includes('_Packages')) ? undefined : 'this machine has no lists of apt';
}

/** A root that has the lists of this machine's apt as its one repository, and what other programs say of the same lists. */
export class DebianMachine implements Disposable {
  readonly #directory = temporaryDirectory();

  static async create(): Promise<DebianMachine> {
    const machine = new DebianMachine();
    fs.mkdirSync(machine.#path('root'));
    await machine.spm('repo', 'add', 'debian', '--kind', 'debian', `file://${APT_LISTS}`);
    const { exit, stderr } = await machine.spm('sync');
    if (exit !== 0) throw new Error(stderr);
    return machine;
  }

  get catalogue(): string {
    return this.#path('root/var/lib/spm/catalogue');
  }

  spm(...args: readonly string[]): Promise<RunResult> {
    return runTool('spm', [...args, '--root', this.#path('root')]);
  }

  /** How many packages apt would install on an empty system; undefined when it refuses. */
  aptCount(names: readonly string[]): number | undefined {
    const status = this.#path('status');
    fs.writeFileSync(status, '');
    const options = [`Dir::State::status=${status}`, `Dir::Cache=${this.#path('apt-cache')}`];
    fs.mkdirSync(this.#path('apt-cache'), { recursive: true });
    const argv = ['--simulate', '--no-install-recommends', ...options.flatMap((each) => ['-o', each])];
    try {
      const text = execFileSync('apt-get', [...argv, 'install', ...names], {
        encoding: 'utf8',
        stdio: 'pipe',
      });
      return text.split('\n').filter((line) => line.startsWith('Inst ')).length;
    } catch {
      return undefined;
    }
  }

  /** The packages that dose-debcheck finds uninstallable, `name version`, in order. */
  doseBroken(): string[] {
    const packages = this.#path('Packages');
    const lists = fs.readdirSync(APT_LISTS).filter((name) => name.includes('_Packages'));
    const files = lists.map((name) => path.join(APT_LISTS, name));
    const options = { maxBuffer: 1 << 30 };
    fs.writeFileSync(packages, execFileSync('/usr/lib/apt/apt-helper', ['cat-file', ...files], options));
    const native = execFileSync('dpkg', ['--print-architecture'], { encoding: 'utf8' }).trim();
    const report = doseReport(['--failures', `--deb-native-arch=${native}`, packages]);
    const found = report.matchAll(/^ {2}package: (\S+)\n {2}version: (\S+)$/gm);
    return Array.from(found, ([, name, version]) => `${name} ${version}`).toSorted();
  }

  [Symbol.dispose](): void {
    this.#directory[Symbol.dispose]();
  }

  #path(name: string): string {
    return path.join(this.#directory.path, name);
  }
}

/** Its exit status is not 0 when a package is broken. */
function doseReport(argv: readonly string[]): string {
  try {
    return execFileSync('dose-debcheck', argv, { encoding: 'utf8', stdio: 'pipe', maxBuffer: 1 << 28 });
  } catch (error) {
    const { stdout, status } = error as { readonly stdout?: string; readonly status?: number | null };
    if (stdout === undefined || status === null) throw error;
    return stdout;
  }
}
