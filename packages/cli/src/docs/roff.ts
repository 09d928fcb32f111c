/** Text as roff text: backslashes and leading dots lose their meaning, hyphens stay hyphens. */
export function escapeRoff(text: string): string {
  return text
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replaceAll('…', '...')
    .replaceAll(/^(?=[.'])/gm, '\\&');
}

export interface PageHead {
  readonly name: string;
  readonly section: 1 | 5;
  readonly version: string;
  readonly summary: string;
}

export const roff = {
  head: ({ name, section, version, summary }: PageHead): string =>
    `.TH ${name.toUpperCase()} ${section} "" "mpkg ${version}" "User Commands"\n` +
    `.SH NAME\n${escapeRoff(name)} \\- ${escapeRoff(summary)}\n`,
  section: (title: string, body: string): string => (body === '' ? '' : `.SH ${title}\n${body}`),
  subsection: (title: string, body: string): string => `.SS ${title}\n${body}`,
  paragraph: (text: string): string => `.PP\n${escapeRoff(text)}\n`,
  bold: (text: string): string => `\\fB${escapeRoff(text)}\\fR`,
  item: (term: string, text: string): string => `.TP\n${term}\n${escapeRoff(text)}\n`,
  code: (lines: readonly string[]): string =>
    `.PP\n.nf\n.RS\n${lines.map(escapeRoff).join('\n')}\n.RE\n.fi\n`,
};
