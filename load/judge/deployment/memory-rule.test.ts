import { expect, test } from '@jest/globals';
import type { ReportedMetric, ServiceRecord } from '../../../core/load/deployment-record.ts';
import { workload } from '../testing/simulated-load.ts';
import { phase, window } from '../testing/windows.ts';
import { memoryRuling } from './memory-rule.ts';
import type { SentScenario } from './sent-scenario.ts';
import type { SharedLevel } from './shared-level.ts';

const START_MS = Date.parse('2026-11-29T07:00:00.000Z');
const MINUTES = 120;
const WHOLE = { fromMs: START_MS, toMs: START_MS + MINUTES * 60_000 };

/** Two hours at the declared rate, which is both a level and a soak. */
const SOAK: SharedLevel = {
  scenario: 'soak',
  whole: WHOLE,
  steady: { kind: 'steady', span: WHOLE },
  requestsPerSecond: 40,
  answeredPerSecond: 40,
  isDemanded: true,
  isBeyondPeak: false,
  isAtPeak: true,
  parts: [{ workload: workload(40), level: window({}) }],
};

function memory(percentAt: (minute: number) => number): ReportedMetric {
  return {
    state: 'reported',
    periodSeconds: 60,
    points: Array.from({ length: MINUTES }, (_, minute) => ({
      at: new Date(START_MS + minute * 60_000).toISOString(),
      value: percentAt(minute),
    })),
  };
}

/** One task that is looked at every ten seconds, unless it is said how many there are. */
function counted(runningAt: (second: number) => number): ServiceRecord['counts'] {
  return Array.from({ length: MINUTES * 6 + 1 }, (_, index) => {
    const running = runningAt(10 * index);
    const at = new Date(START_MS + 10_000 * index).toISOString();
    return { at, desired: running, running, pending: 0, healthy: null };
  });
}

function ruled(
  memoryMaximum: ReportedMetric,
  level = SOAK,
  counts = counted(() => 1),
  scenarios: readonly SentScenario[] = [],
) {
  const record = { memoryMaximum, counts } as ServiceRecord;
  return memoryRuling({ name: 'main/api', levels: [level], record, scenarios });
}

/** Seventy per cent of the declared rate. */
const LESS = { ...SOAK, requestsPerSecond: 28, isDemanded: false, isAtPeak: false };

/** A phase that ended an hour before the soak. */
function sentBefore(name: string, requestsPerSecond: number): SentScenario {
  const sent = { ...phase(1, 0), phase: { name, seconds: 300, requestsPerSecond } };
  const measurement = { workload: workload(40), phases: [sent] };
  return {
    ...{ kind: 'ramp', zeroMs: START_MS - 3_900_000, seconds: 300 },
    measurements: [measurement],
  } as unknown as SentScenario;
}

/** Up and down by a tenth of a per cent, and nothing else. */
const sway = (minute: number) => 0.1 * Math.sin(minute * 2.4);

test.each<[string, (minute: number) => number, string, RegExp]>([
  [
    'that does not move',
    () => 60,
    'HOLDS',
    /^In 120 minutes the fullest task of main\/api used up to 60 % of its memory, within 80 %\. In the soak the memory of the fullest task of main\/api changed by 0 % a day \(0 to 0\), and is not full within 30 days\.$/,
  ],
  [
    'that shrinks',
    (minute) => 60 - minute / 100 + sway(minute),
    'HOLDS',
    /changed by -1\d\.\d % a day .*, and is not full within 30 days\.$/,
  ],
  [
    'that leaks',
    (minute) => 60 + minute / 100 + sway(minute),
    'UNDERSIZED',
    /changed by 14\.\d % a day \(.*\): at 61\.\d % now, it is full within 2\.\d+ days\.$/,
  ],
  [
    'that moves too much to tell',
    (minute) => 60 + 20 * sway(minute),
    'INCONCLUSIVE',
    /whether it is full within 30 days is not decided, and a longer soak would\.$/,
  ],
  [
    'that is nearly used up',
    () => 81,
    'UNDERSIZED',
    /used up to 81 % of its memory, more than 80 %\.$/,
  ],
])('C2: memory %s', (_what, percentAt, verdict, reason) => {
  const ruling = ruled(memory(percentAt));
  expect(ruling.reason).toMatch(reason);
  expect(ruling.verdict).toBe(verdict);
});

test.each<[string, ReportedMetric, SharedLevel, RegExp]>([
  [
    'was not seen',
    { state: 'unseen', why: 'AWS denied it.' },
    SOAK,
    /^The greatest memory of main\/api was not seen\. AWS denied it\.$/,
  ],
  [
    'was not seen at the declared rate',
    memory(() => 60),
    { ...SOAK, isDemanded: false },
    /^No level of the declared rate was sent\.$/,
  ],
  [
    'was not at rest',
    memory(() => 60),
    { ...SOAK, steady: { kind: 'none', reason: 'The requests in flight grew.' } },
    /^The requests in flight grew\.$/,
  ],
])('C2: memory that %s proves nothing', (_what, metric, level, reason) => {
  const ruling = ruled(metric, level);
  expect(ruling.verdict).toBe('INCONCLUSIVE');
  expect(ruling.reason).toMatch(reason);
});

const FULL =
  'In 120 minutes at 28 requests a second, less than is declared, the fullest task of main/api used up to 95 % of its memory, more than 80 %.';

test.each<[string, readonly SentScenario[], string, string]>([
  ['of nothing else', [], 'UNDERSIZED', FULL],
  ['after the peak', [sentBefore('steady-100', 40)], 'UNDERSIZED', FULL],
  [
    'after more than the peak',
    [sentBefore('steady-125', 50)],
    'INCONCLUSIVE',
    `${FULL} Before it up to 50 requests a second of api were sent, more than its peak of 40.`,
  ],
  [
    'after a burst',
    [sentBefore('burst', 500)],
    'INCONCLUSIVE',
    `${FULL} Before it requests came at once.`,
  ],
])(
  'C2: memory that is nearly used up at less than the declared rate, %s',
  (_what, scenarios, verdict, reason) => {
    const ruling = ruled(
      memory(() => 95),
      LESS,
      counted(() => 1),
      scenarios,
    );
    expect({ verdict: ruling.verdict, reason: ruling.reason }).toEqual({ verdict, reason });
  },
);

test('C2: memory at less than the declared rate, of tasks that were replaced, says nothing', () => {
  const replaced = counted((second) => (second >= 3_600 && second < 3_630 ? 0 : 1));
  expect(
    ruled(
      memory(() => 95),
      LESS,
      replaced,
    ),
  ).toMatchObject({
    verdict: 'INCONCLUSIVE',
    reason: 'No level of the declared rate was sent.',
  });
});

test('memory that falls because a task was replaced does not show that it does not grow', () => {
  const restarted = (minute: number) => (minute < 60 ? 65 : 55) + sway(minute);
  expect(ruled(memory(restarted)).verdict).toBe('HOLDS');
  const replaced = counted((second) => (second >= 3_600 && second < 3_630 ? 0 : 1));
  expect(ruled(memory(restarted), SOAK, replaced)).toMatchObject({
    verdict: 'INCONCLUSIVE',
    reason:
      'In the soak: At 08:00:00 UTC 0 tasks ran and 0 were wanted, where 1 ran and 1 were wanted before: the service was not at rest.',
  });
});
