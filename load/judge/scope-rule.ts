import type { Ruling } from './judgement.ts';
import type { Measurement } from './measurement.ts';
import { unservedInWords } from './unserved-requests.ts';
import { capitalized, percent, requestsInWords } from './words.ts';

/** A product of ratios may lie a rounding error below the rate that it stands for. */
const ALMOST = 1 - 1e-9;

/** Whether what is judged is the declared rate, or more, in the declared proportions of requests. */
export function isOfDeclaredRate({ kind, judged, workload }: Measurement): boolean {
  return (
    kind !== 'db-via-api' &&
    judged.kind === 'window' &&
    judged.requestsPerSecond >= workload.requestsPerSecond * ALMOST
  );
}

/**
 * Scope: of less than the declared rate, or of a part of the declared requests, nothing follows for the size, however well it went.
 * @param went what is told of how it went, as a sentence
 */
export function scopeRuling(measurement: Measurement, went: string): Ruling {
  const { judged, workload } = measurement;
  const ruling = (verdict: Ruling['verdict'], reason: string, evidence: Ruling['evidence']) => ({
    rule: 'scope' as const,
    verdict,
    reason,
    evidence,
  });
  if (judged.kind === 'none') {
    return ruling('INCONCLUSIVE', `${went} ${judged.reason} It says nothing of the size.`, {});
  }
  const unserved = unservedInWords(judged.measured.requests, workload.objective);
  if (unserved !== null) {
    return ruling(
      'INCONCLUSIVE',
      `${went} ${capitalized(unserved)}, so that the service did not do all of the declared work.`,
      {},
    );
  }
  if (measurement.kind === 'db-via-api') {
    return ruling(
      'INCONCLUSIVE',
      `${went} That is of another mix of requests than the declared one: it may speak against a size, and never for it.`,
      {},
    );
  }
  const ratio = judged.requestsPerSecond / workload.requestsPerSecond;
  return isOfDeclaredRate(measurement)
    ? ruling('HOLDS', 'The declared rate is what was sent.', { ratio })
    : ruling(
        'INCONCLUSIVE',
        `${went} That is at ${percent(ratio)} of the declared rate, and says nothing of the size.`,
        { ratio },
      );
}

/** How many were answered, for what is judged by nothing else. */
export function answeredInWords({ phases }: Measurement): string {
  const told = phases.reduce((sum, phase) => sum + phase.told, 0);
  const failed = phases.reduce((sum, phase) => sum + phase.failed, 0);
  return `${told - failed} of ${requestsInWords(told)} were answered.`;
}
