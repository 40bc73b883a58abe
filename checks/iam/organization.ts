import type { Subject } from '../../core/check.ts';
import type { Spec } from '../../core/spec/spec.ts';

/** What the account of a subject belongs to. */
export interface InOrganization {
  /** The declared one. Without it nobody can tell whose an organization in a policy is. */
  readonly organization?: string;
}

/** The subjects of a check that judges who is let in, with the organization of their account where the spec declares one. */
export function withOrganization<S extends Subject>(
  subjects: readonly S[],
  { account: { organization } }: Spec,
): readonly (S & InOrganization)[] {
  if (organization === undefined) return subjects;
  return subjects.map((subject) => ({
    ...subject,
    organization,
    alsoAt: [...(subject.alsoAt ?? []), ['account', 'organization']],
  }));
}
