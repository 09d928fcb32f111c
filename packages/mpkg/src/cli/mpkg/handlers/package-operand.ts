import { bytesOfText } from '../../../bytes.ts';
import { MpkgError } from '../../../errors.ts';
import { checkName, DEFAULT_GROUP, type PackageId } from '../../../package-id.ts';

interface GroupedWord {
  readonly word: string;
  readonly group: string | undefined;
}

/** `GROUP:NAME`, or a name in the group of `-g`. @throws MpkgError `usage` when both are given and differ */
export function splitGroup(operand: string, group: string | undefined): GroupedWord {
  const match = /^([A-Za-z0-9][A-Za-z0-9._+-]*):([^/]+)$/.exec(operand);
  if (match === null) return { word: operand, group };
  const [, prefix = '', word = ''] = match;
  if (group !== undefined && group !== prefix) {
    throw new MpkgError('usage', `"${operand}" is in group ${prefix}, -g says ${group}`, {
      subject: operand,
    });
  }
  return { word, group: prefix };
}

export function packageOperand(operand: string, group: string | undefined): PackageId {
  const split = splitGroup(operand, group);
  return {
    group: split.group === undefined ? DEFAULT_GROUP : checkName('group', bytesOfText(split.group)),
    name: checkName('package', bytesOfText(split.word)),
  };
}
