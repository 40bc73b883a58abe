import { arrivalRuling, generatorRuling } from './generator-rules.ts';
import { type Judgement, type Ruling, worst } from './judgement.ts';
import { lowerLevelRuling } from './level-rule.ts';
import { marginOf } from './margin.ts';
import type { Measurement } from './measurement.ts';
import { answeredInWords, isOfDeclaredRate, scopeRuling } from './scope-rule.ts';
import { failureRuling, latencyRuling, steadinessRuling } from './service-rules.ts';

/**
 * The verdict on one workload in one scenario. It HOLDS only when nothing of the stream is missing, a steady part of the declared
 * rate was measured, and both intervals lie within their objectives.
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
    margin: decided.verdict === 'INVALID' ? null : marginOf(measurement),
  };
}

/** All rulings; of equally bad ones the first is told. */
function rulingsOf(measurement: Measurement): readonly Ruling[] {
  const { judged, workload, phases } = measurement;
  const sent = [generatorRuling(measurement), arrivalRuling(measurement)];
  if (judged.kind === 'none') {
    const failures = failureRuling(phases, workload);
    const scope = scopeRuling(measurement, answeredInWords(measurement));
    const anyFailed = phases.some(({ failed }) => failed > 0);
    return [...sent, ...(anyFailed ? [failures, scope] : [scope, failures])];
  }
  const latency = latencyRuling(judged, workload);
  const failures = failureRuling([judged.measured], workload);
  const scope = scopeRuling(measurement, latency.reason);
  const lower = lowerLevelRuling(measurement);
  return [
    ...[...sent, steadinessRuling(judged), latency, failures],
    ...(lower === null ? [] : [lower]),
    scope,
  ];
}

/** The sentence of a size that holds is that of its latency and of its failures. */
function decidedBy(rulings: readonly Ruling[]): Ruling {
  const latency = rulings.find(({ rule }) => rule === 'L1');
  const failures = rulings.find(({ rule }) => rule === 'L2');
  const holds = rulings.every(({ verdict }) => verdict === 'HOLDS');
  return holds && latency !== undefined && failures !== undefined
    ? { ...latency, reason: `${latency.reason} ${failures.reason}` }
    : worst(rulings);
}
