import type { Finding } from './finding.ts';

/** Lines that are kept before and after the one that a finding verifies. */
const AROUND = 3;

/** The lines of the spec's file around what does not pass, by their numbers from 1. */
export function excerptOf(
  lines: readonly string[],
  findings: readonly Finding[],
): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const { status, spec } of findings) {
    if (status === 'pass' || status === 'not-applicable' || spec === null) continue;
    for (let number = spec.line - AROUND; number <= spec.line + AROUND; number += 1) {
      const line = lines[number - 1];
      if (line !== undefined) kept[number] = line;
    }
  }
  return kept;
}
