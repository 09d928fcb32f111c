import path from 'node:path';
import { demoPackages } from './demo-packages.ts';
import { NativeRepository } from './native-repository.ts';
import { SpmRoot } from './spm-root.ts';

export interface DemoSystem extends Disposable {
  readonly spm: SpmRoot;
  readonly repository: NativeRepository;
}

/** A root that has synced the first edition of the small repository. */
export async function demoSystem(): Promise<DemoSystem> {
  const spm = new SpmRoot();
  const repository = new NativeRepository(path.join(spm.directory.path, 'published'));
  await repository.publish(demoPackages(1));
  await spm.ok('repo', 'add', 'test', repository.directory);
  await spm.ok('sync');
  return { spm, repository, [Symbol.dispose]: () => spm[Symbol.dispose]() };
}
