interface OptionBase {
  /** One letter, without the dash. */
  readonly short?: string;
  /** One sentence for help, manual pages and completions. */
  readonly summary: string;
}

/** One option of a command; its long name is its key in the table. */
export type OptionSpec =
  | (OptionBase & { readonly kind: 'flag' })
  | (OptionBase & {
      readonly kind: 'text';
      readonly placeholder: string;
      readonly choices?: readonly string[];
    })
  | (OptionBase & { readonly kind: 'texts'; readonly placeholder: string })
  | (OptionBase & { readonly kind: 'number'; readonly placeholder: string })
  /** Takes a value only as `--name=value`; alone it means the first choice. */
  | (OptionBase & { readonly kind: 'mode'; readonly choices: readonly [string, ...string[]] });

export type OptionTable = Readonly<Record<string, OptionSpec>>;

type ValueOf<S extends OptionSpec> = S extends { kind: 'flag' }
  ? boolean
  : S extends { kind: 'texts' }
    ? readonly string[]
    : S extends { kind: 'number' }
      ? number | undefined
      : string | undefined;

/** The parsed values of a table: flags are false and lists empty when absent, everything else is undefined. */
export type OptionValues<T extends OptionTable> = { readonly [K in keyof T]: ValueOf<T[K]> };
