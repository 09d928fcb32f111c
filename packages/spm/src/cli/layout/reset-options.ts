export const RESET_OPTIONS = {
  backup: { kind: 'flag', summary: 'Keep what is replaced beside it, as PATH.~1~, PATH.~2~ and so on' },
} as const;

export const RESET_OPERANDS = [
  { name: 'NAME', summary: 'an installed package', many: true, complete: 'package' },
] as const;

export const RESET_EXITS = [3, 4, 8, 12];
