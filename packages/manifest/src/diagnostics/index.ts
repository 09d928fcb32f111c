/** For readers of other JSON files with comments: what a zod schema holds against them, in words and with places. */
export { error, place, readJson, warning } from './diagnostic.ts';
export type { Diagnostic, DiagnosticCode, Finding, Severity } from './diagnostic.ts';
export { refusal } from './refusal.ts';
export { schemaFindings } from './schema-findings.ts';
