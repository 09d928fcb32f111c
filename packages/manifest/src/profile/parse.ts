import { refusal } from '../diagnostics/refusal.ts';
import { examineProfile } from './examine.ts';
import type { Profile } from './schema.ts';

/** The profile in a text. Throws `profile-invalid` with the place of the first error, and all of them under `details.diagnostics`. */
export function parseProfile(text: string): Profile {
  const { profile, diagnostics } = examineProfile(text);
  if (profile === undefined) throw refusal('profile-invalid', diagnostics);
  return profile;
}
