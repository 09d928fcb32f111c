import { debianScheme } from '../versions/debian.ts';
import type { RangeDialect, ReadOperand } from './dialect.ts';
import { dropWildcards, endsInWildcard } from './wildcard.ts';

const LEADING_NUMBERS = /^(\d+:)?(\d+(?:\.\d+)*)/;

function readNumbers(text: string): Pick<ReadOperand, 'epoch' | 'numbers'> {
  const [, epoch = '', numbers] = LEADING_NUMBERS.exec(text) ?? [];
  return { epoch, numbers: numbers?.split('.') ?? [] };
}

/** Versions of distributions. Only a wildcard makes a line of releases: `1.2` is that version and no other. */
export const debianDialect: RangeDialect = {
  read(text) {
    if (endsInWildcard(text)) {
      const line = dropWildcards(text).join('.');
      const { epoch, numbers } = readNumbers(line);
      if (epoch + numbers.join('.') === line) return { exact: undefined, epoch, numbers };
    }
    return debianScheme.problem(text) ?? { exact: text, ...readNumbers(text) };
  },
  first: (epoch, numbers) => epoch + numbers.join('.'),
  before: (epoch, numbers) => `${epoch}${numbers.join('.')}~`,
};
