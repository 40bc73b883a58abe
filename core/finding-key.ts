import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Finding } from './finding.ts';

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
  const identity = JSON.stringify([check, account, region, subject]);
  return bytesToHex(sha256(utf8ToBytes(identity))).slice(0, DIGITS);
}
