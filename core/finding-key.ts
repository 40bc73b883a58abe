import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Finding } from './finding.ts';
import type { Report } from './report.ts';

/** Hex digits: 128 bits, so that among a hundred thousand findings no two are ever alike by chance. */
const DIGITS = 32;

/**
 * What names a finding in every run, as hex: the check, the account, the region and the subject. Lines and order of the
 * spec, the time and the outcome are no part of it. The subject stands for the resource, which may not exist.
 */
export function findingKey({
  check,
  account,
  region,
  subject,
}: Pick<Finding, 'check' | 'account' | 'region' | 'subject'>): string {
  return digestOf(identity({ check, account, region, subject }));
}

/** What a key is the digest of: to tell the findings of a run apart where keys are not kept. */
export function identity({
  check,
  account,
  region,
  subject,
}: Pick<Finding, 'check' | 'account' | 'region' | 'subject'>): string {
  return JSON.stringify([check, account, region, subject]);
}

/**
 * The same where findings of several deployments lie together, as in a SIEM: two environments in one account and region
 * have subjects of the same name, and what passes in one must not close what fails in the other.
 */
export function sharedFindingKey(
  { deployment, run }: Pick<Report, 'deployment' | 'run'>,
  finding: Pick<Finding, 'check' | 'account' | 'region' | 'subject'>,
): string {
  return digestOf(JSON.stringify([deployment, run.spec.environment, findingKey(finding)]));
}

function digestOf(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text))).slice(0, DIGITS);
}
