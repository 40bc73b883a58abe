import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { encodeHistogram } from '../stats/histogram-encoding.ts';
import { LatencyHistogram, merged } from '../stats/latency-histogram.ts';
import { gapsOf } from './completeness.ts';
import { LoadFold } from './load-fold.ts';
import {
  beginLine,
  droppedLine,
  endLine,
  requestLines,
  type ToldRequest,
} from '../../sandbox/bench-load/k6-lines.ts';

function folded(...texts: readonly string[]): LoadFold {
  const fold = new LoadFold();
  const stream = fold.openStream();
  for (const text of texts) stream.push(text);
  stream.end();
  return fold;
}

const whole = (body: string) => folded(beginLine() + body + endLine());

function histogramOf(latencies: readonly number[]) {
  const histogram = new LatencyHistogram();
  for (const latency of latencies) histogram.record(latency);
  return encodeHistogram(histogram);
}

const seriesOf = (fold: LoadFold) =>
  [...fold.series()].map(({ latency, ...key }) => ({ ...key, latency: encodeHistogram(latency) }));

test('requests are counted in the second in which they should have been sent', () => {
  const fold = whole(
    requestLines({ intendedMs: 999, latencyMs: 2500 }) +
      requestLines({ intendedMs: 1000, latencyMs: 20, latenessMs: 3 }) +
      requestLines({ intendedMs: 1999, latencyMs: 40, outcome: 'server-error', name: 'GET /a' }),
  );
  const series = { scenario: 'browse', phase: 'steady', name: 'work', outcome: 'ok' };
  expect(seriesOf(fold)).toEqual([
    { ...series, second: 0, latency: histogramOf([2500]) },
    { ...series, second: 1, latency: histogramOf([20]) },
    {
      ...series,
      name: 'GET /a',
      outcome: 'server-error',
      second: 1,
      latency: histogramOf([40]),
    },
  ]);
  expect(
    fold
      .durations()
      .map(({ series: { name, outcome }, duration }) => [name, outcome, duration.count]),
  ).toEqual([
    ['work', 'ok', 2],
    ['GET /a', 'server-error', 1],
  ]);
  expect(fold.lateness().map(({ lateness }) => encodeHistogram(lateness))).toEqual([
    histogramOf([0, 3, 0]),
  ]);
});

test('what is in flight follows from what was sent and answered', () => {
  const fold = whole(
    requestLines({ intendedMs: 100, latencyMs: 2500 }) +
      requestLines({ intendedMs: 1100, latencyMs: 20, latenessMs: 5 }) +
      droppedLine(1200),
  );
  expect(fold.seconds()).toEqual([
    { scenario: 'browse', second: 0, sent: 1, answered: 0, dropped: 0, maxLatenessMs: 0 },
    { scenario: 'browse', second: 1, sent: 1, answered: 1, dropped: 1, maxLatenessMs: 5 },
    { scenario: 'browse', second: 2, sent: 0, answered: 1, dropped: 0, maxLatenessMs: 0 },
  ]);
});

describe('what is not all there is told', () => {
  const one = requestLines({ intendedMs: 100, latencyMs: 20 });
  const gaps = (fold: LoadFold, scheduled: number) => gapsOf(fold.account(), scheduled);

  test('nothing, when all of it is', () => {
    expect(gaps(whole(one + droppedLine(200)), 2)).toEqual([]);
  });

  test.each<[string, () => LoadFold, readonly string[]]>([
    [
      'no stream',
      () => new LoadFold(),
      ['No stream of k6 was read.', '0 of 1 planned requests were sent or dropped.'],
    ],
    [
      'an empty stream',
      () => folded(''),
      [
        '1 of 1 streams broke off before their end.',
        '0 of 1 streams told when they began.',
        '0 of 1 planned requests were sent or dropped.',
      ],
    ],
    [
      'a stream without its end',
      () => folded(beginLine() + one),
      ['1 of 1 streams broke off before their end.'],
    ],
    [
      'a stream that broke off within a line',
      () => folded(beginLine() + one + endLine().slice(0, -20)),
      ['1 of 1 streams broke off before their end.', '1 lines of the stream cannot be read.'],
    ],
    ['iterations that threw', () => whole(''), ['0 of 1 planned requests were sent or dropped.']],
    [
      'a line that is none',
      () => whole(`${one}level=error msg="no space"\n`),
      ['1 lines of the stream cannot be read.'],
    ],
    [
      'latencies before the zero is told',
      () => folded(one + beginLine() + endLine()),
      [
        '3 lines of the stream cannot be read.',
        'k6 counts 1 requests, and latencies of 0 were told.',
        '0 of 1 planned requests were sent or dropped.',
      ],
    ],
    [
      'a request that did not go through the one place from which they leave',
      () => whole(`${one}${one.split('\n')[1] ?? ''}\n`),
      ['k6 counts 2 requests, and latencies of 1 were told.'],
    ],
    [
      'more than was planned',
      () => whole(one + one),
      ['2 of 1 planned requests were sent or dropped.'],
    ],
  ])('%s', (_, fold, expected) => {
    expect(gaps(fold(), 1)).toEqual(expected);
  });
});

test.each([
  [1000, []],
  [1001, ['The generators began 1.001 s apart, and 1 s is the limit: they did not send one load.']],
])('generators that began %d ms apart', (apartMs, expected) => {
  const fold = new LoadFold();
  for (const zeroMs of [apartMs, 0]) {
    const stream = fold.openStream();
    stream.push(beginLine(zeroMs) + endLine());
    stream.end();
  }
  expect(gapsOf(fold.account(), 0)).toEqual(expected);
});

test('of a segment it is not asked how many requests were planned, but all else', () => {
  const segment = whole(requestLines({ intendedMs: 100, latencyMs: 20 }));
  expect(gapsOf(segment.account(), null)).toEqual([]);
  expect(gapsOf(folded(beginLine()).account(), null)).toEqual([
    '1 of 1 streams broke off before their end.',
  ]);
});

const toldRequest: fc.Arbitrary<ToldRequest> = fc.record({
  intendedMs: fc.integer({ min: 0, max: 20_000 }),
  latencyMs: fc.integer({ min: 10, max: 5_000 }),
  latenessMs: fc.integer({ min: 0, max: 9 }),
  outcome: fc.constantFrom('ok', 'timeout', 'server-error'),
  scenario: fc.constantFrom('browse', 'order'),
  name: fc.constantFrom('GET /', 'GET /ä'),
});

function contentOf(fold: LoadFold) {
  const sorted = (values: readonly unknown[]) =>
    values.map((value) => JSON.stringify(value)).sort();
  return {
    account: { ...fold.account(), streams: 0, endedStreams: 0, zerosMs: [] },
    series: sorted(seriesOf(fold)),
    durations: sorted(
      fold.durations().map(({ series, duration }) => [series, encodeHistogram(duration)]),
    ),
    lateness: sorted(
      fold.lateness().map(({ lateness, ...key }) => [key, encodeHistogram(lateness)]),
    ),
    seconds: sorted(fold.seconds()),
  };
}

test('it does not matter where the text is cut', () => {
  fc.assert(
    fc.property(
      fc.array(toldRequest, { maxLength: 8 }),
      fc.array(fc.nat(40_000), { maxLength: 20 }),
      (requests, cuts) => {
        const text = beginLine() + requests.map(requestLines).join('') + endLine();
        const at = [
          0,
          ...cuts.filter((cut) => cut < text.length).sort((a, b) => a - b),
          text.length,
        ];
        const pieces = at.slice(1).map((end, index) => text.slice(at[index], end));
        expect(contentOf(folded(...pieces))).toEqual(contentOf(folded(text)));
      },
    ),
    { numRuns: 50 },
  );
});

test('the streams of several generators fold into what one would have told', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(toldRequest, fc.nat(2)), { maxLength: 20 }), (requests) => {
      const fold = new LoadFold();
      const streams = [0, 1, 2].map(() => fold.openStream());
      for (const stream of streams) stream.push(beginLine());
      for (const [request, number] of requests) streams[number]?.push(requestLines(request));
      for (const stream of streams) {
        stream.push(endLine());
        stream.end();
      }
      const one = whole(requests.map(([request]) => requestLines(request)).join(''));
      expect(contentOf(fold)).toEqual(contentOf(one));
      expect(gapsOf(fold.account(), requests.length)).toEqual([]);
    }),
    { numRuns: 50 },
  );
});

test('more seconds than are kept ready lose nothing, even when late answers belong to old ones', () => {
  const requests = Array.from({ length: 6_000 }, (_, index) => ({
    intendedMs: (index % 3_000) * 1_000,
    latencyMs: 10 + (index % 7),
  }));
  const fold = whole(requests.map(requestLines).join(''));
  const all = [...fold.series()];
  expect(all).toHaveLength(3_000);
  expect(all.every(({ latency }) => latency.count === 2)).toBe(true);
  expect(encodeHistogram(merged(all.map(({ latency }) => latency)))).toEqual(
    histogramOf(requests.map(({ latencyMs }) => latencyMs)),
  );
});

test('each answer is shown to who ends runs that do harm', () => {
  const seen: unknown[] = [];
  const fold = new LoadFold(({ outcome, value }) => seen.push([outcome, value]));
  const stream = fold.openStream();
  stream.push(beginLine() + requestLines({ intendedMs: 0, latencyMs: 12, outcome: 'timeout' }));
  expect(seen).toEqual([['timeout', 12]]);
});
