import { beforeAll, describe, expect, test } from '@jest/globals';
import type { DeploymentRecord, ServiceRecord } from '../../../core/load/deployment-record.ts';
import type { Spec } from '../../../core/spec/spec.ts';
import { secondsOf } from '../../plan/scenario-plan.ts';
import { judgeLoad } from '../load-run.ts';
import type { RanScenario } from '../ran-scenario.ts';
import { directFold, ranWith } from '../testing/direct-fold.ts';
import { reportedOf, sentAt, withService } from '../testing/reported-deployment.ts';
import { specOf } from '../testing/sent-staircase.ts';
import { planOf, simulate } from '../testing/simulated-load.ts';
import { rulingsOf } from './resource-ruling.ts';

const ZERO_MS = Date.parse('2026-11-29T08:00:00.000Z');
/** When the load steps up: after a rise of 10 s and 120 quiet seconds. */
const STEP_SECONDS = 130;
const HOLD_SECONDS = 600;

const SPEC = specOf(
  'minTasks: 1, maxTasks: 4, policies: { cpu: { kind: target-tracking, metric: ECSServiceAverageCPUUtilization, target: 50 } }',
);

/** A spike whose requests take a second until so many seconds after the step, or when it is said, and of which these fail at once. */
function spike(
  slowSeconds: number,
  isSlowAt = (after: number) => after >= 0 && after < slowSeconds,
  {
    holdSeconds = HOLD_SECONDS,
    afterSeconds = 60,
    isFailed = () => false,
  }: {
    readonly holdSeconds?: number;
    readonly afterSeconds?: number;
    readonly isFailed?: (after: number, index: number) => boolean;
  } = {},
): RanScenario {
  const plan = planOf('spike', 40, { scenarios: { spike: { holdSeconds, afterSeconds } } });
  const { requests } = simulate(plan);
  const told = requests.map((request, index) => {
    const after = request.intendedMs / 1000 - STEP_SECONDS;
    const outcome = isFailed(after, index) ? ('server-error' as const) : ('ok' as const);
    return { ...request, outcome, latencyMs: isSlowAt(after) ? 1_000 : 50 };
  });
  const [scenario] = plan.scenarios;
  if (scenario === undefined) throw new Error('The plan has no scenario.');
  return sentAt(
    ranWith('spike', plan, directFold({ requests: told, droppedAtMs: [] })),
    new Date(ZERO_MS).toISOString(),
    secondsOf(scenario),
  );
}

const at = (seconds: number) => new Date(ZERO_MS + 1000 * seconds).toISOString();

/** One task until the service scales out to two, 60 s after the step, of which the second is healthy after 90 s, and until the step is over. */
function scaledOut(ran: RanScenario): DeploymentRecord {
  return withService(reportedOf(ran), ({ counts }) => ({
    counts: counts.map((count) => {
      const after = (Date.parse(count.at) - ZERO_MS) / 1000 - STEP_SECONDS;
      const desired = after >= 60 && after <= HOLD_SECONDS ? 2 : 1;
      const running = after >= 80 ? 2 : 1;
      const healthy = after >= 90 ? 2 : 1;
      return { ...count, desired, running, healthy, pending: desired - running };
    }),
    alarmAt: at(STEP_SECONDS + 50),
    decisions: [
      {
        at: at(STEP_SECONDS + 55),
        ...{ status: 'Successful', description: null, cause: null, notScaled: [] },
      },
    ],
    tasks: [
      {
        arn: 'arn:aws:ecs:eu-west-1:123456789012:task/main/1',
        createdAt: at(STEP_SECONDS + 62),
        imagePulledAt: at(STEP_SECONDS + 75),
        startedAt: at(STEP_SECONDS + 78),
      },
    ],
  }));
}

const peaked = (spec: Spec, peakRequestsPerSecond = 60): Spec => {
  const api = spec.load?.workloads?.['api'];
  if (api === undefined) throw new Error('The spec has no workload.');
  const workloads = { api: { ...api, peakRequestsPerSecond } };
  return { ...spec, load: { ...spec.load, workloads } };
};

function ruled(spec: Spec, ran: RanScenario, record: DeploymentRecord, rule: 'S2' | 'S3') {
  return rulingsOf(judgeLoad(spec, [ran], record).resources, rule)[0]?.ruling;
}

describe('a spike that is slow for 100 s', () => {
  let ran: RanScenario;
  let record: DeploymentRecord;
  beforeAll(() => {
    ran = spike(100);
    record = scaledOut(ran);
  });

  test('tells when each stage was reached', () => {
    const [reaction] = judgeLoad(SPEC, [ran], record).load.reactions;
    // The load test began a second before the first scenario's zero.
    expect(reaction).toEqual({
      service: 'main/api',
      stages: [
        { stage: 'load-rose', atSeconds: 131 },
        // The minute from 08:02 has the step in it; that from 08:03 is the first above 50 %.
        { stage: 'metric-above-target', atSeconds: 181 },
        { stage: 'alarm', atSeconds: 181 },
        { stage: 'decision', atSeconds: 186 },
        { stage: 'task-created', atSeconds: 193 },
        { stage: 'image-pulled', atSeconds: 206 },
        { stage: 'task-running', atSeconds: 209 },
        { stage: 'target-healthy', atSeconds: 221 },
        { stage: 'slo-restored', atSeconds: 241 },
      ],
    });
  });

  test('what was not seen is told as that', () => {
    const blind = withService(record, () => ({
      ...{ alarmAt: null, decisions: null, tasks: [] },
      cpuAverage: { state: 'unseen', why: 'AWS denied it.' },
    }));
    const [reaction] = judgeLoad(SPEC, [ran], blind).load.reactions;
    expect(
      reaction?.stages.filter(({ atSeconds }) => atSeconds !== null).map(({ stage }) => stage),
    ).toEqual(['load-rose', 'target-healthy', 'slo-restored']);
  });

  test.each<[string, () => Spec, string, RegExp]>([
    [
      'within the time that is allowed',
      () => peaked(SPEC),
      'HOLDS',
      /^The step to 60 requests a second found 1 task of main\/api: the objective was broken, and kept again after 110 s, within 120 s\.$/,
    ],
    [
      'later than is allowed',
      () => peaked({ ...SPEC, slo: { p95Ms: 200, errorRatio: 0.01, scaleOutHealthySeconds: 60 } }),
      'UNDERSIZED',
      /and kept again after 110 s, where 60 s are allowed\.$/,
    ],
    [
      'later than is allowed, beyond the declared peak',
      () => ({ ...SPEC, slo: { p95Ms: 200, errorRatio: 0.01, scaleOutHealthySeconds: 60 } }),
      'FINDING',
      /where 60 s are allowed\. That step is beyond the declared peak\.$/,
    ],
    [
      'in a time of which the spec does not say what is allowed',
      () => peaked({ ...SPEC, slo: { p95Ms: 200, errorRatio: 0.01 } }),
      'INCONCLUSIVE',
      /the spec does not say within which time \(slo\.scaleOutHealthySeconds\)\.$/,
    ],
  ])('S2: restored %s', (_what, spec, verdict, reason) => {
    const ruling = ruled(spec(), ran, record, 'S2');
    expect(ruling?.verdict).toBe(verdict);
    expect(ruling?.reason).toMatch(reason);
  });

  test('S2: of a step below the peak that is declared now, nothing follows for it', () => {
    expect(ruled(peaked(SPEC, 90), ran, record, 'S2')).toMatchObject({
      verdict: 'INCONCLUSIVE',
      reason:
        'The step to 60 requests a second found 1 task of main/api: the objective was broken, and kept again after 110 s, within 120 s. The step was to 60 requests a second, and the peak is 90.',
    });
  });

  test('S2: what more tasks than may run have restored is not restored by these', () => {
    const more = withService(record, ({ counts }) => ({
      counts: counts.map((count) => (count.running === 2 ? { ...count, running: 5 } : count)),
    }));
    expect(ruled(peaked(SPEC), ran, more, 'S2')).toMatchObject({
      verdict: 'INCONCLUSIVE',
      reason: expect.stringMatching(/ Up to 5 tasks ran, and no more than 4 are declared\.$/),
    });
  });

  test('S2: more tasks than the fewest say nothing of these without a model', () => {
    const more = withService(record, ({ counts }) => ({
      counts: counts.map((count) => ({ ...count, desired: 3, running: 3, healthy: 3 })),
    }));
    expect(ruled(peaked(SPEC), ran, more, 'S2')).toMatchObject({
      verdict: 'INCONCLUSIVE',
      reason:
        'The step found more tasks of main/api than the 1 that it may have at the least, and what fewer would have done is not known.',
    });
  });

  test('S2: what more tasks than may run have restored is not restored by these, which are not known where none were seen', () => {
    const blind = withService(record, ({ counts }) => ({
      counts: counts.filter(({ at: seenAt }) => seenAt <= at(STEP_SECONDS)),
    }));
    expect(ruled(peaked(SPEC), ran, blind, 'S2')).toMatchObject({
      verdict: 'INCONCLUSIVE',
      reason:
        'The step to 60 requests a second found 1 task of main/api: the objective was broken, and kept again after 110 s, within 120 s. How many tasks there were was not seen from 08:02:10 UTC on for 600 s.',
    });
  });

  test.each<[string, (second: number) => number, string, string]>([
    [
      'up once, and in when the load is over',
      (second) => (second < 60 || second > 630 ? 1 : 2),
      'HOLDS',
      'Under one rate main/api did not go up and down.',
    ],
    [
      'up once, and not in again until all is over',
      (second) => (second < 60 ? 1 : 2),
      'INCONCLUSIVE',
      'How main/api scales in was not seen: 2 tasks were wanted to the end, and 1 when the step came. After the step the load must go on for 1200 s (load.scenarios.spike.afterSeconds).',
    ],
    [
      'up and down once',
      (second) => (second < 60 || second > 500 ? 1 : 2),
      'HOLDS',
      'Under one rate main/api went no more than once up and down.',
    ],
    [
      'up and down again and again',
      (second) => (Math.floor(second / 100) % 2 === 0 ? 1 : 2),
      'FINDING',
      'Under one rate main/api scaled out and in again 3 times: its policies work against each other, or wait too short a time.',
    ],
    [
      'in and out again and again when the load is over',
      (second) => (second < 60 || (second > 600 && Math.floor(second / 10) % 2 === 0) ? 1 : 2),
      'FINDING',
      'Under one rate main/api scaled out and in again 3 times: its policies work against each other, or wait too short a time.',
    ],
  ])('S3: %s', (_what, desired, verdict, reason) => {
    const moving = withService(record, ({ counts }) => ({
      counts: counts.map((count): ServiceRecord['counts'][number] => ({
        ...count,
        desired: desired((Date.parse(count.at) - ZERO_MS) / 1000 - STEP_SECONDS),
      })),
    }));
    expect(ruled(peaked(SPEC), ran, moving, 'S3')).toMatchObject({ verdict, reason });
  });

  test.each<[string, number, number, string]>([
    ['the step came', 100, 200, '08:03:45 UTC on for 110 s'],
    ['the load was over', 610, 640, '08:12:15 UTC on for 40 s'],
  ])('S3: what was not seen after %s proves nothing', (_what, from, to, gap) => {
    const blind = withService(record, ({ counts }) => ({
      counts: counts
        .filter(({ at: seenAt }) => {
          const after = (Date.parse(seenAt) - ZERO_MS) / 1000 - STEP_SECONDS;
          return after < from || after > to;
        })
        .map((count) => ({ ...count, desired: 1 })),
    }));
    expect(ruled(peaked(SPEC), ran, blind, 'S3')).toMatchObject({
      verdict: 'INCONCLUSIVE',
      reason: `How many tasks there were was not seen from ${gap}.`,
    });
  });

  test('S2 and S3: nothing is said by a clock that is not known', () => {
    const untimed = { ...record, clockOffsetMs: null };
    for (const rule of ['S2', 'S3'] as const) {
      expect(ruled(peaked(SPEC), ran, untimed, rule)).toMatchObject({
        verdict: 'INCONCLUSIVE',
        reason:
          "What AWS reported cannot be relied on (A1). How far AWS's clock is from the generator's could not be told, so that its minutes cannot be laid beside the load.",
      });
    }
  });
});

test('S2: an objective that is not kept again is broken by too few tasks', () => {
  const ran = spike(HOLD_SECONDS);
  expect(ruled(peaked(SPEC), ran, scaledOut(ran), 'S2')).toMatchObject({
    verdict: 'UNDERSIZED',
    reason:
      'The step to 60 requests a second found 1 task of main/api: the objective was broken, and not kept again within 600 s.',
  });
});

const ALLOWED_300 = { ...SPEC, slo: { p95Ms: 200, errorRatio: 0.01, scaleOutHealthySeconds: 300 } };
const KEPT =
  'The step to 60 requests a second found 1 task of main/api, and the objective was kept throughout.';

test.each<[string, RanScenario, Spec, string]>([
  [
    'a step of one window',
    spike(0, undefined, { holdSeconds: 15 }),
    peaked(ALLOWED_300),
    `${KEPT} The step lasted 15 s, and must last 900 s to show how it is taken (load.scenarios.spike.holdSeconds).`,
  ],
  [
    'a step of less than ten minutes',
    spike(0, undefined, { holdSeconds: 590 }),
    peaked(SPEC),
    `${KEPT} The step lasted 590 s, and must last 600 s to show how it is taken (load.scenarios.spike.holdSeconds).`,
  ],
  [
    'a step of less than three times what scaling out may take',
    spike(0),
    peaked(ALLOWED_300),
    `${KEPT} The step lasted 600 s, and must last 900 s to show how it is taken (load.scenarios.spike.holdSeconds).`,
  ],
  [
    'an objective that is broken for less than may be',
    spike(15, undefined, { holdSeconds: 15 }),
    peaked(ALLOWED_300),
    'The step to 60 requests a second found 1 task of main/api: the objective was broken, and not kept again within 15 s, where 300 s are allowed.',
  ],
])('S2: %s proves nothing', (_what, ran, spec, reason) => {
  expect(ruled(spec, ran, reportedOf(ran), 'S2')).toMatchObject({
    verdict: 'INCONCLUSIVE',
    reason,
  });
});

test('S2: ten minutes suffice where new tasks were seen to come up in less than a third of them', () => {
  const ran = spike(0);
  expect(ruled(peaked(ALLOWED_300), ran, scaledOut(ran), 'S2')).toMatchObject({
    verdict: 'HOLDS',
    reason: KEPT,
  });
});

test('S3: a short step in which no number of tasks was seen proves nothing', () => {
  const ran = spike(0, undefined, { holdSeconds: 12, afterSeconds: 12 });
  const blind = withService(reportedOf(ran), ({ counts }) => ({
    counts: counts.filter(({ at: seenAt }) => seenAt < at(STEP_SECONDS)),
  }));
  expect(ruled(peaked(SPEC), ran, blind, 'S3')).toMatchObject({
    verdict: 'INCONCLUSIVE',
    reason: 'How many tasks there were was not seen from 08:02:10 UTC on for 12 s.',
  });
  expect(ruled(peaked(SPEC), ran, reportedOf(ran), 'S3')).toMatchObject({
    verdict: 'INCONCLUSIVE',
    reason:
      'The step lasted 12 s, and must last 600 s to show how it is taken (load.scenarios.spike.holdSeconds).',
  });
});

test.each<[string, (after: number, index: number) => boolean, string, string]>([
  [
    'for three minutes',
    (after, index) => after >= 0 && after < 180 && index % 21 === 0,
    'UNDERSIZED',
    'The step to 60 requests a second found 1 task of main/api: the objective was broken, and kept again after 190 s, where 120 s are allowed.',
  ],
  [
    'for a minute',
    (after, index) => after >= 0 && after < 60 && index % 21 === 0,
    'HOLDS',
    'The step to 60 requests a second found 1 task of main/api: the objective was broken, and kept again after 70 s, within 120 s.',
  ],
  [
    'a little too often all the time',
    (after, index) => after >= 0 && index % 80 === 0,
    'UNDERSIZED',
    'The step to 60 requests a second found 1 task of main/api: the objective was broken, and not kept again within 600 s.',
  ],
  [
    'as often as they may',
    (after, index) => after >= 0 && index % 100 === 0,
    'INCONCLUSIVE',
    `${KEPT} Whether no more than 1 % of the requests fail is not decided: more of them would decide it.`,
  ],
])('S2: requests that fail at once %s', (_what, isFailed, verdict, reason) => {
  const ran = spike(0, undefined, { isFailed });
  expect(ruled(peaked(SPEC), ran, scaledOut(ran), 'S2')).toMatchObject({ verdict, reason });
});

test.each<[string, (after: number) => boolean, string, RegExp]>([
  [
    'to the end',
    (after) => (after >= 0 && after < 50) || after >= 150,
    'UNDERSIZED',
    /and not kept again within 600 s\.$/,
  ],
  [
    'and kept later',
    (after) => (after >= 0 && after < 50) || (after >= 100 && after < 150),
    'UNDERSIZED',
    /and kept again after 160 s, where 120 s are allowed\.$/,
  ],
  [
    'for a moment alone',
    (after) => (after >= 0 && after < 50) || (after >= 100 && after < 102),
    'HOLDS',
    /and kept again after 60 s, within 120 s\.$/,
  ],
])(
  'S2: an objective that is kept for a while and broken again %s',
  (_what, isSlowAt, verdict, reason) => {
    const ran = spike(0, isSlowAt);
    const ruling = ruled(peaked(SPEC), ran, scaledOut(ran), 'S2');
    expect(ruling?.verdict).toBe(verdict);
    expect(ruling?.reason).toMatch(reason);
  },
);

test('S2: an objective that was kept throughout needs no reaction', () => {
  const ran = spike(0);
  const { load, resources } = judgeLoad(peaked(SPEC), [ran], scaledOut(ran));
  expect(rulingsOf(resources, 'S2')[0]?.ruling.reason).toBe(
    'The step to 60 requests a second found 1 task of main/api, and the objective was kept throughout.',
  );
  expect(load.reactions[0]?.stages.at(-1)).toEqual({ stage: 'slo-restored', atSeconds: null });
});

test('S2 and S3 are not asked without a spike', () => {
  const plan = planOf('baseline', 40);
  const ran = sentAt(
    ranWith('baseline', plan, directFold(simulate(plan))),
    new Date(ZERO_MS).toISOString(),
    370,
  );
  for (const rule of ['S2', 'S3'] as const) {
    expect(ruled(SPEC, ran, reportedOf(ran), rule)?.verdict).toBe('NOT-ASKED');
  }
});
