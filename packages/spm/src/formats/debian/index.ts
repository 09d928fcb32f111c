export type { IndexProblem } from './problem.ts';
export { readPackages } from './read-packages.ts';
export { parseRequirement } from './relations.ts';
