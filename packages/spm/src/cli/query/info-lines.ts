import type { PackageReference } from '../../solve/index.ts';
import type { PackageInfo, Provider, VirtualInfo } from '../../query/info.ts';
import type { InstalledAs } from '../../query/installed-as.ts';
import { sizeText } from '../../query/size-text.ts';
import { fromText } from '../../query/from-text.ts';

/** What repositories say of a name, and what is installed under it. */
export type ShownInfo = (PackageInfo | VirtualInfo) & { readonly installed: readonly InstalledAs[] };

/** What is known of a package, a field a line; fields without a value are left out. */
export function infoLines(info: ShownInfo): string[] {
  return info.kind === 'virtual' ? virtualLines(info) : packageLines(info);
}

function virtualLines({ name, providers }: VirtualInfo): string[] {
  return [
    `Name: ${name}`,
    'Kind: virtual; a package that provides it takes its place',
    ...providers.map(({ name: provider, version }) => `Provider: ${provider} ${version}`),
  ];
}

function packageLines(info: PackageInfo & ShownInfo): string[] {
  const { details, installed } = info;
  const others = info.versions.filter((version) => !isSame(version, info));
  const fields: readonly (readonly [label: string, value: string | undefined])[] = [
    ['Name', info.name],
    ['Version', info.version],
    ['Architecture', info.architecture],
    ['Repository', info.repository],
    ['Installed as', listOf(installed.map(installedText))],
    ['Kind', info.kind === 'package' ? undefined : info.kind],
    ['Summary', details.summary],
    ['Section', details.section],
    ['Licence', details.licence],
    ['Homepage', details.homepage],
    ['Maintainer', details.maintainer],
    ['Source', details.source],
    ['Essential', info.essential ? 'yes' : undefined],
    ['Published', details.published],
    ['Download', sizeText(info.downloadBytes)],
    ['Installed', sizeText(info.installedBytes)],
    ['Providers', listOf((info.providers ?? []).map(providerText))],
    ['Depends', info.kind === 'abstract' ? undefined : listOf(info.depends)],
    ['Recommends', listOf(info.recommends)],
    ['Suggests', details.suggests],
    ['Enhances', details.enhances],
    ['Conflicts', listOf(info.conflicts)],
    ['Provides', details.provides],
    ['Group', details.group],
    ['Options', optionsText(details.build?.options ?? {}) || undefined],
    ['Source archive', details.sourceArchive?.url],
    ['Location', details.location],
    ['SHA-256', details.sha256],
    ['Configuration', listOf(details.config ?? [])],
    ['Other versions', listOf(others.map(({ version, repository }) => `${version} ${fromText(repository)}`))],
    ['Tags', details.tags],
  ];
  const lines = fields.flatMap(([label, value]) => (value === undefined ? [] : [`${label}: ${value}`]));
  return details.description === undefined ? lines : [...lines, ...descriptionLines(details.description)];
}

function isSame(a: PackageReference, b: PackageReference): boolean {
  return a.version === b.version && a.architecture === b.architecture && a.repository === b.repository;
}

function listOf(texts: readonly string[]): string | undefined {
  return texts.length === 0 ? undefined : texts.join(', ');
}

function providerText({ name, version, standard }: Provider): string {
  return `${name} ${version}${standard ? ' (standard)' : ''}`;
}

/** `tls=true, workers=4`. */
function optionsText(options: InstalledAs['options']): string {
  return Object.entries(options)
    .map(([name, value]) => `${name}=${String(value)}`)
    .join(', ');
}

/** `musl:zlib 1.3 (tls=true)`. */
function installedText({ id, version, options }: InstalledAs): string {
  const asked = optionsText(options);
  return `${id} ${version}${asked === '' ? '' : ` (${asked})`}`;
}

function descriptionLines(description: string): string[] {
  return ['', ...description.split('\n').map((line) => (line.trim() === '.' ? '' : line.trimEnd()))];
}
