import { Catalogue } from './catalogue.ts';
import type { Distrust } from './file/layout.ts';
import { CatalogueReader } from './file/reader.ts';

/** A catalogue, or why there is none to be used: whatever is not `ready` is to be compiled again. */
export type CatalogueState =
  | { readonly state: 'ready'; readonly catalogue: Catalogue }
  | { readonly state: 'missing' }
  | Distrust;

/** Opens a catalogue file, believing nothing that was not checked. Throws the file system's errors other than its absence. */
export function openCatalogue(path: string): CatalogueState {
  const opened = CatalogueReader.open(path);
  return 'state' in opened ? opened : { state: 'ready', catalogue: new Catalogue(opened) };
}
