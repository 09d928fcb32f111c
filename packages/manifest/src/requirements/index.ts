export { isArchitecture, isPackageName } from './name.ts';
export type { PackageName } from './name.ts';
export { parseRequirement, parseRequirementSyntax, resolveRequirement } from './parse.ts';
export { printAlternative, printRequirement } from './print.ts';
export { parseProvision, printProvision } from './provision.ts';
export type { Provision } from './provision.ts';
export type { Alternative, AlternativeSyntax, Requirement, RequirementSyntax } from './requirement.ts';
