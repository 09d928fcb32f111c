import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { fingerprint, runTool, temporaryDirectory, type JsonDocument, type RunOptions } from '@mpkg/testkit';

/** What the tools write of their own below a root. */
const OWN = ['var/lib/spm', 'var/lib/mpkg', 'var/cache/spm', 'etc/spm'];

/** An empty root that spm works in, but for the directories that the tools make of their own; removed with the scope. */
export class SpmRoot implements Disposable {
  readonly directory = temporaryDirectory();
  readonly root = path.join(this.directory.path, 'root');

  constructor() {
    for (const name of ['etc', 'var/cache', 'var/lib']) fs.mkdirSync(this.path(name), { recursive: true });
  }

  /** Runs spm on the root; its document. */
  async run(args: readonly string[], options: RunOptions = {}): Promise<JsonDocument> {
    const { stdout, stderr, exit } = await runTool('spm', [...args, '--json', '--root', this.root], options);
    assert.notEqual(stdout, '', `spm ${args.join(' ')}: exit ${exit} without a document: ${stderr}`);
    return JSON.parse(stdout) as JsonDocument;
  }

  /** As `run`, for what has to succeed. */
  async ok(...args: readonly string[]): Promise<JsonDocument> {
    const document = await this.run(args);
    assert.equal(document.exit, 0, `spm ${args.join(' ')}: ${JSON.stringify(document.errors)}`);
    return document;
  }

  /** As `run`, for what has to be refused: the exit status and the code. */
  async refused(...args: readonly string[]): Promise<{ exit: number; code: string; hint: string | null }> {
    const { exit, errors } = await this.run(args);
    return { exit, code: errors[0]?.code ?? '', hint: this.typed(errors[0]?.hint) };
  }

  /** A hint without what `run` adds to a command. */
  typed(hint: string | null | undefined): string | null {
    return hint?.replace(` --json --root ${this.root}`, '') ?? null;
  }

  /** As `run` without `--json`: what a person sees. */
  async text(...args: readonly string[]): Promise<{ exit: number; stdout: string; stderr: string }> {
    return await runTool('spm', [...args, '--root', this.root]);
  }

  /** `NAME VERSION` of what is installed. */
  async installed(): Promise<readonly string[]> {
    const { result } = await this.ok('installed');
    return result.packages.map(({ id, version }: { id: string; version: string }) => `${id} ${version}`);
  }

  /** The tree without what the tools keep. */
  tree(): readonly string[] {
    return SpmRoot.treeOf(this.root);
  }

  static treeOf(root: string): readonly string[] {
    return fingerprint(root, { except: OWN, owners: true });
  }

  path(file: string): string {
    return path.join(this.root, file);
  }

  read(file: string): string {
    return fs.readFileSync(this.path(file), 'utf8');
  }

  exists(file: string): boolean {
    return fs.existsSync(this.path(file));
  }

  [Symbol.dispose](): void {
    this.directory[Symbol.dispose]();
  }
}
