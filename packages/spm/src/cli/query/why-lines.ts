import type { WhyAnswer, WhyLink } from '../../query/why.ts';

const MOST_BRINGERS = 10;

const WORDS = {
  explicit: 'was asked for',
  needed: 'needs',
  recommended: 'recommends',
  replaces: 'takes the place of another package',
  orphan: 'is needed by nothing any more',
  other: 'follows from the whole',
} as const;

/** An answer to `why`, from what was asked for down to the package. */
export function whyLines({ package: about, chain, broughtBy }: WhyAnswer): string[] {
  if (chain.length > 0) return chain.toReversed().map((link, depth, links) => linkLine(link, depth, links));
  const shown = broughtBy.slice(0, MOST_BRINGERS);
  const more = broughtBy.length - shown.length;
  return [
    `${about.name} ${about.version} is not installed, and nothing that is installed needs it`,
    ...(shown.length > 0 ? ['these packages would bring it:'] : []),
    ...shown.map(
      ({ name, version, because, requirement }) => `  ${name} ${version} ${WORDS[because]} ${requirement}`,
    ),
    ...(more > 0 ? [`  … and ${more} more: spm depend ${about.name} --reverse`] : []),
  ];
}

/** The first link says why it is there at all; each further one what the one above it says of it. */
function linkLine(link: WhyLink, depth: number, links: readonly WhyLink[]): string {
  const label = `${link.name} ${link.version}`;
  if (depth === 0) return `${label} ${WORDS[link.because]}`;
  const above = links[depth - 1]?.name ?? '';
  return `${'  '.repeat(depth)}${label}: ${above} ${WORDS[link.because]} ${link.requirement ?? ''}`.trimEnd();
}
