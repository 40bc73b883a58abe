import { entryOf, type Finding } from '../finding.ts';
import { findingKey } from '../finding-key.ts';

/**
 * The key that the finding of a whole entry has, for a finding about one of its objects: it stands alone, without its
 * objects, when none of them deviates, and when the entry could not be judged. For another finding, its own key.
 */
export function entryKey(
  finding: Pick<Finding, 'check' | 'account' | 'region' | 'subject'>,
): string {
  return findingKey({ ...finding, subject: entryOf(finding.subject) });
}
