import { expect, test } from '@jest/globals';
import type { MetricPoint } from '../../../collectors/aws/cloudwatch/metric-data.ts';
import type { CauseKind } from '../../../core/aws.ts';
import { present, unseen, type Observation } from '../../../core/observation.ts';
import { settledMetrics, type SettleOptions } from './settled-metrics.ts';

type Seen = Observation<readonly MetricPoint[]>;

const LAST = '2026-11-29T12:01:00.000Z';
const points = (...values: readonly number[]): Seen =>
  present(
    values.map((value, minute) => ({ at: `2026-11-29T12:0${minute}:00.000Z`, value })),
    ['c'],
  );
const failed = (kind: CauseKind, message: string): Seen =>
  unseen({
    kind,
    operation: 'cloudwatch:GetMetricData',
    code: null,
    message,
    action: 'cloudwatch:GetMetricData',
    calls: [],
  });
const late =
  'CloudWatch had not reported the minute of 2026-11-29T12:01:00.000Z when it was last read.';

/** What becomes of one metric that is read so, one after the other; the last answer is given again and again. */
async function settle(
  answers: readonly Seen[],
  { isSteady = true, ...options }: Partial<SettleOptions> & { readonly isSteady?: boolean } = {},
) {
  let readings = 0;
  const query = {
    ...{ namespace: 'AWS/ECS', metric: 'CPUUtilization', dimensions: {} },
    ...{ statistic: 'Average', periodSeconds: 60 },
  };
  const [metric] = await settledMetrics(
    [{ query, isSteady }],
    () => {
      readings += 1;
      return Promise.resolve([answers[readings - 1] ?? answers.at(-1) ?? points()]);
    },
    {
      waitMs: 0,
      settleMs: 0,
      lastMinuteMs: Date.parse(LAST),
      signal: new AbortController().signal,
      onNote: () => undefined,
      ...options,
    },
  );
  return { metric, readings };
}

const reported = (...values: readonly number[]) => ({
  state: 'reported',
  periodSeconds: 60,
  points: values.map((value, minute) => ({ at: `2026-11-29T12:0${minute}:00.000Z`, value })),
});

test.each<[string, readonly Seen[], number, object]>([
  ['two readings agree', [points(40, 50)], 2, reported(40, 50)],
  ['the last minute comes late', [points(40), points(40), points(40, 50)], 4, reported(40, 50)],
  ['a minute is changed', [points(40, 50), points(40, 55)], 3, reported(40, 55)],
  [
    'a reading fails between two that agree',
    [points(40, 50), failed('throttled', 'AWS throttled it.'), points(40, 50)],
    4,
    reported(40, 50),
  ],
])('is reported when %s', async (_what, answers, readings, metric) => {
  expect(await settle(answers)).toEqual({ metric, readings });
});

test.each<[string, readonly Seen[], number, string]>([
  ['the last minute never comes', [points(40)], 6, late],
  ['nothing is reported at all', [points()], 6, late],
  [
    'every reading gives another value',
    [0, 1, 2, 3, 4, 5].map((value) => points(40, value)),
    6,
    'CloudWatch had changed it when it was last read.',
  ],
  [
    'the last reading alone gives it',
    [points(40), points(40), points(40), points(40), points(40), points(40, 50)],
    6,
    'CloudWatch had changed it when it was last read.',
  ],
  ['a value is no number', [points(40, NaN)], 6, 'CloudWatch gave a value that is no number.'],
  [
    'it stays partial',
    [failed('partial-failure', 'CloudWatch did not give the whole of the metric.')],
    6,
    'CloudWatch did not give the whole of the metric.',
  ],
  [
    'it is denied, which another reading does not mend',
    [failed('denied', 'AWS denied cloudwatch:GetMetricData.')],
    1,
    'AWS denied cloudwatch:GetMetricData. It takes the permission cloudwatch:GetMetricData.',
  ],
])('is unseen when %s', async (_what, answers, readings, why) => {
  expect(await settle(answers)).toEqual({ metric: { state: 'unseen', why }, readings });
});

test('what is reported only when there is something to count need not have the last minute', async () => {
  const counted = { isSteady: false };
  expect(await settle([points(3)], counted)).toEqual({ metric: reported(3), readings: 2 });
  expect(await settle([points()], counted)).toEqual({ metric: reported(), readings: 2 });
});

test.each([
  [180_000, 0, 'after 0 s, and two readings show that it has settled when they are 180 s apart.'],
  [1_000, 100, 'after 0 s, and two readings show that it has settled when they are 1 s apart.'],
])(
  'two readings that agree, less than %d ms apart, are not settled',
  async (settleMs, waitMs, why) => {
    expect(await settle([points(40, 50)], { settleMs, waitMs })).toEqual({
      metric: { state: 'unseen', why: `CloudWatch was read again ${why}` },
      readings: 6,
    });
  },
);

test('two readings that agree are settled when they are far enough apart', async () => {
  expect(await settle([points(40, 50)], { settleMs: 100, waitMs: 100 })).toEqual({
    metric: reported(40, 50),
    readings: 2,
  });
});

test('an interrupt ends the waiting, and says so', async () => {
  const interrupt = new AbortController();
  const notes: string[] = [];
  const settling = settle([points(40, 50)], {
    waitMs: 60_000,
    signal: interrupt.signal,
    onNote: (note) => {
      notes.push(note);
      interrupt.abort();
    },
  });
  expect(await settling).toEqual({
    metric: {
      state: 'unseen',
      why: 'It was not read. The run was interrupted before it had settled.',
    },
    readings: 0,
  });
  expect(notes).toEqual([
    '1 of 1 metrics have not settled in CloudWatch; reading 1 of at most 6 in 60 s.',
  ]);
});
