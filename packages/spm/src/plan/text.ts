import { SpmError } from '../errors.ts';
import { PLAN_SCHEMA, type Plan } from './plan.ts';

export function printPlan(plan: Plan): string {
  return `${JSON.stringify(plan, null, 2)}\n`;
}

/**
 * Reads what `printPlan` wrote. A plan is made by spm and not by hand: only its shape is checked, by what running it relies on.
 * @throws SpmError `plan-malformed`
 */
export function parsePlan(text: string, file: string): Plan {
  const value = parseJson(text, file);
  if (!isRecord(value) || value['schema'] !== PLAN_SCHEMA)
    throw malformed(file, `it does not say ${PLAN_SCHEMA}`);
  const missing = FIELDS.find(([name, has]) => !has(value[name]))?.[0];
  if (missing !== undefined) throw malformed(file, `\`${missing}\` is missing or of another type`);
  const plan = value as unknown as Plan;
  const wrong = plan.steps.findIndex((step) => !isStep(step));
  if (wrong >= 0) throw malformed(file, `step ${wrong + 1} is incomplete`);
  return plan;
}

type Check = (value: unknown) => boolean;

const FIELDS: readonly (readonly [string, Check])[] = [
  ['request', Array.isArray],
  ['base', (value) => isRecord(value) && typeof value['state'] === 'string'],
  ['steps', Array.isArray],
  ['world', (value) => isRecord(value) && Array.isArray(value['added']) && Array.isArray(value['removed'])],
  ['triggers', Array.isArray],
  ['totals', isRecord],
  ['decisions', Array.isArray],
  ['undoes', Array.isArray],
];

const SHA256 = /^[0-9a-f]{64}$/;

function isStep(step: unknown): boolean {
  if (!isRecord(step) || typeof step['id'] !== 'string') return false;
  const { before, after } = step;
  if (before === null && after === null) return false;
  return (before === null || isBefore(before)) && (after === null || isPackage(after));
}

function isBefore(value: unknown): boolean {
  return (
    isRecord(value) && typeof value['version'] === 'string' && Number.isSafeInteger(value['transaction'])
  );
}

function isPackage(value: unknown): boolean {
  if (!isRecord(value)) return false;
  if (['name', 'group', 'version', 'architecture'].some((field) => typeof value[field] !== 'string'))
    return false;
  return isRecord(value['relations']) && (value['artifact'] === null || isArtifact(value['artifact']));
}

function isArtifact(value: unknown): boolean {
  return isRecord(value) && SHA256.test(String(value['sha256'])) && Number.isSafeInteger(value['size']);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw malformed(file, error instanceof Error ? error.message : String(error));
  }
}

function malformed(file: string, reason: string): SpmError {
  return new SpmError('plan-malformed', `${file} is no plan: ${reason}`, {
    subject: file,
    hint: 'spm plan NAME -o FILE',
  });
}
