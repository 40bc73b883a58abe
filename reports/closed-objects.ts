import { isAbout, type Finding } from '../core/finding.ts';
import { findingKey } from '../core/finding-key.ts';
import type { Report } from '../core/report.ts';

/**
 * Objects of an entry that failed in the run before and hold now: such an object has no finding of its own any more,
 * since that of its whole entry passes. For places that keep findings open until they are told otherwise.
 */
export function closedObjects({ findings, history }: Report): readonly Finding[] {
  const fixed = history?.changes.filter(({ kind }) => kind === 'fixed') ?? [];
  if (fixed.length === 0) return [];
  const keys = new Set(findings.map(findingKey));
  const passes = passesByCheck(findings);
  return fixed
    .filter(({ key }) => !keys.has(key))
    .flatMap(({ check, subject, severity }) => {
      const entry = passes.get(check)?.find((finding) => isAbout(subject, finding.subject));
      return entry === undefined ? [] : [{ ...entry, subject, severity }];
    });
}

export function passesByCheck(findings: readonly Finding[]): ReadonlyMap<string, Finding[]> {
  return Map.groupBy(
    findings.filter(({ status }) => status === 'pass'),
    ({ check }) => check,
  );
}
