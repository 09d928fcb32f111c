import type { OptionValue } from './schema/fields.ts';
import type { OptionDeclaration } from './schema/options.ts';

function asBoolean(value: OptionValue): boolean | undefined {
  if (value === true || value === 'true') return true;
  return value === false || value === 'false' ? false : undefined;
}

function asNumber(value: OptionValue, minimum = -Infinity, maximum = Infinity): number | undefined {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isFinite(number)) return undefined;
  return number >= minimum && number <= maximum ? number : undefined;
}

/** The value as its option has it, `"true"` as `true` and `"4"` as `4`; `undefined` when it is none of the option's. */
export function asOptionValue(declaration: OptionDeclaration, value: OptionValue): OptionValue | undefined {
  switch (declaration.type) {
    case 'boolean':
      return asBoolean(value);
    case 'number':
      return asNumber(value, declaration.minimum, declaration.maximum);
    case 'choice':
      return declaration.choices.includes(String(value)) ? String(value) : undefined;
    case 'text':
      return String(value);
  }
}

/** The environment variable in which build steps find an option: `SPM_OPTION_TLS`. */
export function variableOf(option: string): string {
  return `SPM_OPTION_${option.toUpperCase().replaceAll(/[^A-Z0-9]/g, '_')}`;
}

/** The values that an option takes, in words. */
export function describeValues(declaration: OptionDeclaration): string {
  switch (declaration.type) {
    case 'boolean':
      return 'true or false';
    case 'choice':
      return declaration.choices.join(', ');
    case 'number': {
      const { minimum, maximum } = declaration;
      const from = minimum === undefined ? [] : [`from ${minimum}`];
      const to = maximum === undefined ? [] : [`to ${maximum}`];
      return ['a number', ...from, ...to].join(' ');
    }
    case 'text':
      return 'a text';
  }
}
