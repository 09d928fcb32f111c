export { openIndex, type OpenIndex } from './read-index.ts';
export { GRAMMARS } from './record.ts';
