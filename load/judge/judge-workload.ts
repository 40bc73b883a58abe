import { arrivalRuling, generatorRuling } from './generator-rules.ts';
import { type Judgement, type Ruling, worst } from './judgement.ts';
import { lowerLevelRuling } from './level-rule.ts';
import { marginOf } from './margin.ts';
import type { Measurement } from './measurement.ts';
import { otherMixRuling } from './mix-rule.ts';
import { isOfPeak, peakRulings } from './peak-rule.ts';
import { inFlightRuling } from './in-flight-rule.ts';
import { answeredInWords, isOfDeclaredRate, scopeRuling } from './scope-rule.ts';
import { failureRuling, latencyRuling, steadinessRuling } from './service-rules.ts';
import { wholeFailureRuling } from './whole-failure-rule.ts';

/**
 * The verdict on one workload in one scenario. It HOLDS only when nothing of the stream is missing, a steady part of the declared
 * rate was measured, and both intervals lie within their objectives, at the declared peak, too.
 */
export function judgeWorkload(measurement: Measurement): Judgement {
  const { kind, workload } = measurement;
  const rulings = rulingsOf(measurement);
  const decided = decidedBy(rulings);
  return {
    ...decided,
    rulings,
    scenario: kind,
    workload: workload.name,
    ofDeclaredRate: isOfDeclaredRate(measurement),
    ofPeak: isOfPeak(measurement),
    // Two mixes of one rate are no staircase.
    margin: decided.verdict === 'INVALID' || kind === 'db-via-api' ? null : marginOf(measurement),
  };
}

/** All rulings; of equally bad ones the first is told. */
function rulingsOf(measurement: Measurement): readonly Ruling[] {
  const { judged, workload, phases } = measurement;
  const sent = [
    generatorRuling(measurement),
    arrivalRuling(measurement),
    inFlightRuling(measurement),
  ];
  if (judged.kind === 'none') {
    const failures = wholeFailureRuling(phases, workload);
    const scope = scopeRuling(measurement, answeredInWords(measurement));
    const anyFailed = phases.some(({ failed }) => failed > 0);
    return [...sent, ...(anyFailed ? [failures, scope] : [scope, failures])];
  }
  const latency = latencyRuling(judged, workload);
  const failures = failureRuling([judged.measured], workload);
  const scope = scopeRuling(measurement, latency.reason);
  const lower = lowerLevelRuling(measurement) ?? otherMixRuling(measurement);
  return [
    ...[...sent, steadinessRuling(judged), latency, failures],
    ...(lower === null ? [] : [lower]),
    scope,
    ...peakRulings(measurement),
  ];
}

/** What a size that holds is told by: its latency, its failures, and its peak when it has one. */
function decidedBy(rulings: readonly Ruling[]): Ruling {
  const latency = rulings.find(({ rule }) => rule === 'L1');
  if (latency === undefined || rulings.some(({ verdict }) => verdict !== 'HOLDS')) {
    return worst(rulings);
  }
  const told = rulings.filter(({ rule }) => rule === 'L1' || rule === 'L2');
  return { ...latency, reason: told.map(({ reason }) => reason).join(' ') };
}
