import { debianKind } from './debian/kind.ts';
import type { RepositoryKind } from './kind.ts';
import { nativeKind } from './native/kind.ts';
import type { KindName } from './repository.ts';

const KINDS: Readonly<Record<KindName, RepositoryKind>> = {
  index: nativeKind,
  debian: debianKind,
};

export function kindOf(name: KindName): RepositoryKind {
  return KINDS[name];
}
