import { error, place, readJson } from '../diagnostics/diagnostic.ts';
import type { Diagnostic, Finding } from '../diagnostics/diagnostic.ts';
import { schemaFindings } from '../diagnostics/schema-findings.ts';
import { valueOf } from '../jsonc/index.ts';
import { complaint, refusalOf } from '../shape/complaint.ts';
import { SCHEMES, assertVersion } from '../versions/index.ts';
import { profileSchema } from './schema.ts';
import type { Profile } from './schema.ts';

function versionFindings({ scheme, packages }: Profile): readonly Finding[] {
  return packages.flatMap(({ version }, i) => {
    const wrong = refusalOf(['packages', i, 'version'], () => assertVersion(SCHEMES[scheme], version));
    return wrong === undefined ? [] : [error(wrong.code, wrong)];
  });
}

function repetitionFindings({ packages }: Profile): readonly Finding[] {
  const seen = new Set<string>();
  return packages.flatMap(({ name, version, architecture = '' }, i) => {
    const key = `${name} ${version} ${architecture}`;
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew
      ? []
      : [error('value-invalid', complaint(['packages', i], `\`${name}\` ${version} is given twice`))];
  });
}

/** Reads the text of a profile and says everything that is wrong with it. */
export function examineProfile(text: string): {
  readonly profile: Profile | undefined;
  readonly diagnostics: readonly Diagnostic[];
} {
  const root = readJson(text);
  if ('severity' in root) return { profile: undefined, diagnostics: [root] };
  const value = valueOf(root);
  const wrong = schemaFindings(profileSchema, value);
  if (wrong.length > 0) return { profile: undefined, diagnostics: place(text, root, wrong) };
  const profile = value as Profile;
  const findings = [...versionFindings(profile), ...repetitionFindings(profile)];
  return { profile: findings.length === 0 ? profile : undefined, diagnostics: place(text, root, findings) };
}
