import type { BuildIdentity } from '@mpkg/manifest';

import type { PackageReference } from '../solve/index.ts';
import type { PackageInfo, VirtualInfo } from '../query/info.ts';
import { sizeText } from '../query/size-text.ts';

/** What is known of a package, a field a line; fields without a value are left out. */
export function infoLines(info: PackageInfo | VirtualInfo): string[] {
  return info.kind === 'virtual' ? virtualLines(info) : packageLines(info);
}

function virtualLines({ name, providers }: VirtualInfo): string[] {
  return [
    `Name: ${name}`,
    'Kind: virtual; a package that provides it takes its place',
    ...providers.map(({ name: provider, version }) => `Provider: ${provider} ${version}`),
  ];
}

function packageLines(info: PackageInfo): string[] {
  const { details } = info;
  const others = info.versions.filter((version) => !isSame(version, info));
  const fields: readonly (readonly [label: string, value: string | undefined])[] = [
    ['Name', info.name],
    ['Version', info.version],
    ['Architecture', info.architecture],
    ['Repository', info.repository],
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
    ['Depends', listOf(info.depends)],
    ['Recommends', listOf(info.recommends)],
    ['Suggests', details.suggests],
    ['Enhances', details.enhances],
    ['Conflicts', listOf(info.conflicts)],
    ['Provides', details.provides],
    ['Group', details.group],
    ['Options', optionsOf(details.build)],
    ['Source archive', details.sourceArchive?.url],
    ['Location', details.location],
    ['SHA-256', details.sha256],
    ['Configuration', listOf(details.config ?? [])],
    ['Other versions', listOf(others.map(({ version, repository }) => `${version} (${repository})`))],
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

/** `tls=true, workers=4`. */
function optionsOf(build: BuildIdentity | undefined): string | undefined {
  return listOf(Object.entries(build?.options ?? {}).map(([name, value]) => `${name}=${String(value)}`));
}

function descriptionLines(description: string): string[] {
  return ['', ...description.split('\n').map((line) => (line.trim() === '.' ? '' : line.trimEnd()))];
}
