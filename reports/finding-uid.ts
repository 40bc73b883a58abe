import type { Finding } from '../core/finding.ts';
import { sharedFindingKey } from '../core/finding-key.ts';
import type { Report } from '../core/report.ts';
import { fit, forSecurityHub } from './sanitize.ts';

/** In characters: the whole stays below the 512 of `Id` in the AWS Security Finding Format. */
const PART_LIMIT = 128;

/**
 * What names a finding in every run where findings of many deployments lie together. The words are for readers; the key at
 * its end is what tells two findings apart.
 */
export function findingUid(
  report: Pick<Report, 'deployment' | 'run'>,
  finding: Pick<Finding, 'check' | 'account' | 'region' | 'subject'>,
): string {
  const { check, account, region } = finding;
  const words = [check, account, region].map((part) => fit(forSecurityHub(part), PART_LIMIT));
  return ['landfall', ...words, sharedFindingKey(report, finding)].join('/');
}
