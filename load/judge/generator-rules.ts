import { CPU_LIMIT_RATIO } from './generator-cpu.ts';
import type { Ruling } from './judgement.ts';
import { latenessLimitMs, latenessP99 } from './lateness.ts';
import type { MeasuredPhase } from './measured-phase.ts';
import type { Measurement } from './measurement.ts';
import { isMisplaced, misplacedRequests } from './placement.ts';
import { percent, requestsInWords, rounded } from './words.ts';

/** How far the number of requests may be from the planned one. */
const RATE_TOLERANCE = 0.01;

/**
 * V1: the generator sent all of the plan until the end of what is judged, in time, told all of it, and had a machine that was large
 * enough for it.
 */
export function generatorRuling(measurement: Measurement): Ruling {
  const { problems, workload } = measurement;
  const invalid = (reason: string, evidence: Ruling['evidence'] = {}): Ruling => ({
    rule: 'V1',
    verdict: 'INVALID',
    reason,
    evidence,
  });
  if (problems.length > 0) {
    return invalid(`The load was not the planned one. ${problems.join(' ')}`);
  }
  const { planned, told } = countsOf(untilJudged(measurement));
  if (told < planned) {
    return invalid(
      `${planned - told} of ${requestsInWords(planned)} could not be sent, as all virtual users waited for answers: the service met less than the plan.`,
      { planned, told },
    );
  }
  const late = latenessP99(judgedPhases(measurement));
  if (late.kind === 'inconclusive') return invalid(late.reason, { planned, told });
  const limitMs = latenessLimitMs(workload);
  const evidence = { latenessP99Ms: late.ms, limitMs, planned, told };
  if (late.ms > limitMs) {
    return invalid(
      `One request in a hundred was sent ${rounded(late.ms)} ms late or more, and ${rounded(limitMs)} ms are the limit: the generator was too slow.`,
      evidence,
    );
  }
  const busy = judgedPhases(measurement).map(({ cpu }) => cpu);
  const unseen = busy.find((cpu) => cpu.kind === 'inconclusive');
  const ratio = Math.max(0, ...busy.map((cpu) => (cpu.kind === 'estimate' ? cpu.ratio : 0)));
  if (ratio > CPU_LIMIT_RATIO) {
    return invalid(
      `k6 took ${percent(ratio)} of what its machine had for it, and ${percent(CPU_LIMIT_RATIO)} are the limit: the generator measures itself. Send from a larger machine, or from several.`,
      { ...evidence, cpuRatio: ratio },
    );
  }
  return unseen === undefined
    ? {
        rule: 'V1',
        verdict: 'HOLDS',
        reason: `All of ${requestsInWords(planned)} were sent, 99 % of them within ${rounded(late.ms)} ms of their time.`,
        evidence: { ...evidence, cpuRatio: ratio },
      }
    : {
        rule: 'V1',
        verdict: 'INCONCLUSIVE',
        reason: `${unseen.reason} Whether the generator measured itself is not known.`,
        evidence,
      };
}

/** V2: what was sent came at the rate, and in the seconds, that were planned. */
export function arrivalRuling(measurement: Measurement): Ruling {
  const { planned, told } = countsOf(judgedPhases(measurement));
  const astray = untilJudged(measurement).filter(isMisplaced);
  const misplaced = astray.reduce((sum, phase) => sum + misplacedRequests(phase), 0);
  const evidence = { planned, told, misplaced };
  const ruling = (verdict: Ruling['verdict'], reason: string): Ruling => ({
    rule: 'V2',
    verdict,
    reason,
    evidence,
  });
  if (planned === 0) return ruling('INVALID', 'Nothing was planned to be sent.');
  if (Math.abs(told - planned) > RATE_TOLERANCE * planned) {
    return ruling(
      'INVALID',
      `${requestsInWords(told)} were told where ${planned} were planned, which is more than ${percent(RATE_TOLERANCE)} apart.`,
    );
  }
  return misplaced > 0
    ? ruling(
        'INVALID',
        `${requestsInWords(misplaced)} were told of other seconds than they were planned for: a clock was set, or a part of the stream is not of this run.`,
      )
    : ruling('HOLDS', `${requestsInWords(told)} arrived when they were planned.`);
}

/** What had to be sent as planned: the judged phase and those before it, or all of them. */
function untilJudged({ judged, phases }: Measurement): readonly MeasuredPhase[] {
  return judged.kind === 'none' ? phases : phases.slice(0, phases.indexOf(judged.measured) + 1);
}

/** What the verdict rests on itself. */
function judgedPhases({ judged, phases }: Measurement): readonly MeasuredPhase[] {
  return judged.kind === 'none' ? phases : [judged.measured];
}

function countsOf(phases: readonly MeasuredPhase[]): {
  readonly planned: number;
  readonly told: number;
} {
  return {
    planned: phases.reduce((sum, phase) => sum + phase.planned, 0),
    told: phases.reduce((sum, phase) => sum + phase.told, 0),
  };
}
