import { expect, test } from '@jest/globals';
import { upgradeScenario } from '../kept/upgrade-kept.ts';
import {
  beginLine,
  droppedLine,
  endLine,
  requestLines,
} from '../../sandbox/bench-load/k6-lines.ts';
import { LoadFold } from './load-fold.ts';
import { restoreFold, storeFold, StoredFold, type JudgedFold } from './stored-fold.ts';

function folded(): LoadFold {
  const fold = new LoadFold();
  const stream = fold.openStream();
  stream.push(
    beginLine() +
      requestLines({ intendedMs: 100, latencyMs: 30 }) +
      requestLines({ intendedMs: 1200, latencyMs: 300_000, outcome: 'timeout', latenessMs: 2.5 }) +
      droppedLine(1300) +
      endLine(),
  );
  stream.end();
  return fold;
}

const all = (fold: JudgedFold) => ({
  account: fold.account(),
  series: [...fold.series()],
  seconds: fold.seconds(),
  lateness: fold.lateness(),
  residence: fold.residence(),
});

test('what was stored is judged as if it had just been folded', () => {
  const fold = folded();
  const stored: unknown = JSON.parse(JSON.stringify(storeFold(fold)));
  const restored = restoreFold(StoredFold.parse(stored));
  expect(all(restored)).toEqual(all(fold));
  // A generator that is read twice must tell the same twice.
  expect(all(restored)).toEqual(all(fold));
});

test('of a run that was stored before it was kept, it is not told what was in flight', () => {
  const { residence, ...before } = storeFold(folded());
  expect(residence).toEqual([
    {
      scenario: 'browse',
      sent: 2,
      sentAtMs: expect.closeTo(1303.3086, 3),
      answered: 2,
      answeredAtMs: expect.closeTo(301331.3086, 3),
      latencyMs: 300_030,
      latenessMs: 2.5,
    },
  ]);
  const upgraded = upgradeScenario({ fold: before }) as { fold: unknown };
  expect(restoreFold(StoredFold.parse(upgraded.fold)).residence()).toEqual([]);
});

test('a stored run that counts requests of which it has no latency is refused', () => {
  const stored = storeFold(folded());
  expect(() => restoreFold({ ...stored, series: stored.series.slice(1) })).toThrow(
    'The run counts 2 requests, and has the latencies of 1.',
  );
});

test('a stored run that tells of other answers in flight than it has latencies of is refused', () => {
  const stored = storeFold(folded());
  const residence = stored.residence.map((told) => ({ ...told, sent: 1, answered: 1 }));
  expect(() => restoreFold({ ...stored, residence })).toThrow(
    'Of browse the run counts 1 requests in flight, and has the latencies of 2.',
  );
});

test.each([
  ['an outcome that is none', { outcome: 'fine' }],
  ['a histogram that is none', { latency: { count: 1 } }],
])('%s is refused', (_what, change) => {
  const stored = storeFold(folded());
  const [first, ...others] = stored.series;
  const changed = { ...stored, series: [{ ...first, ...change }, ...others] };
  expect(StoredFold.safeParse(changed).success).toBe(false);
});
