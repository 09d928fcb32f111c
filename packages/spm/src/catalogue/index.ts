export type { Card } from './card.ts';
export { Catalogue } from './catalogue.ts';
export {
  compileCatalogue,
  type CompileOptions,
  type CompileSummary,
  type RankedRepository,
} from './compile/compile.ts';
export { dependantsOf, type Dependant } from './dependants.ts';
export type { Distrust, RepositoryEntry } from './file/layout.ts';
export { openCatalogue, type CatalogueState } from './open.ts';
export type * from './record.ts';
