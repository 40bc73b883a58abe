import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import type { LoadRun } from '../../../core/load/load-run.ts';
import type { Report } from '../../../core/report.ts';
import { reportOf } from '../../testing/reports.ts';
import { viewOf } from '../view.ts';
import { loadSection } from './section.ts';

function goldenLoad(): LoadRun {
  const { load } = JSON.parse(readFileSync('reports/golden/run.json', 'utf8')) as Report;
  if (load === null) throw new Error('The golden run has a load run.');
  return load;
}

function section(load: LoadRun | null): string {
  return [...loadSection(viewOf(reportOf([], { load })))].join('');
}

/** As it is read, without the drawings. */
function wordsOf(markup: string): string {
  return markup
    .replaceAll(/<svg[^]*?<\/svg>/g, '')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ');
}

test('a run without a load test has no section of it', () => {
  expect(section(null)).toBe('');
});

test('the sizes stand first, the worst of them at the top', () => {
  const words = wordsOf(section(goldenLoad()));
  const [search, aurora, worker, mailer, api, ramp] = [
    'ecs main/search ! INVALID 1000 requests of the spike could not be sent: 100 virtual users were too few.',
    'aurora orders ✖ UNDERSIZED Connections reached 186 of the 189 that 1 ACU allows, more than 90 %. 0.91 ×',
    'ecs main/worker ? INCONCLUSIVE CPUUtilization has no datapoints from 420 s to 480 s of the load. not known',
    'ecs main/mailer ▲ OVERSIZED',
    'ecs main/api ✔ HOLDS',
    'ramp-high asked for 100 requests a second',
  ].map((expected) => words.indexOf(expected));
  expect([search, aurora, worker, mailer, api, ramp]).not.toContain(-1);
  expect([search, aurora, worker, mailer, api, ramp]).toEqual(
    [search, aurora, worker, mailer, api, ramp].toSorted((one, other) => (one ?? 0) - (other ?? 0)),
  );
});

test.each([
  [
    'a scenario that never was steady',
    'Nothing is judged: requests in flight grew to the end: it was never steady.',
  ],
  ['and its figure', 'No part of it is judged: requests in flight grew to the end'],
  ['an estimate with its interval', '95th percentile 171 ms (161 to 182)'],
  ['what was not measured, in a table', '230 not measured not measured not measured'],
  [
    'a stage of scaling that was not seen',
    'From 620 s to 700 s of the load: 80 s. Not seen: image pulled.',
  ],
  ['what a size without a prediction is', '0.25 vCPU, 0.5 GiB ? not known'],
  ['which size is declared', '✔ HOLDS declared'],
])('%s is told', (_what, words) => {
  expect(wordsOf(section(goldenLoad()))).toContain(words);
});

test('a load that was ended early says so before any figure', () => {
  const words = wordsOf(section({ ...goldenLoad(), stopped: 'The error rate was above 5 %.' }));
  expect(words).toMatch(
    /^ Load Sent to [^ ]* from .* UTC to .* UTC \. It was ended before its plan was done: The error rate was above 5 %\. resource verdict/,
  );
});

test('a load that judged no size and saw nothing of the deployment says so', () => {
  const words = wordsOf(
    section({
      ...goldenLoad(),
      scenarios: [],
      services: [],
      databases: [],
      reactions: [],
      sizing: [],
    }),
  );
  expect(words).toContain('No size was judged by it.');
});

test('a reaction of which one stage alone was seen has no duration', () => {
  const reactions = [{ service: 'main/api', stages: [{ stage: 'alarm' as const, atSeconds: 7 }] }];
  expect(wordsOf(section({ ...goldenLoad(), reactions }))).toContain('No two stages were seen.');
});

test('every drawing has a title and a description of its own', () => {
  const page = section(goldenLoad());
  const ids = [...page.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
  expect(new Set(ids).size).toBe(ids.length);
  const drawings = [...page.matchAll(/<svg role="img" aria-labelledby="(\S+) (\S+)"/g)];
  expect(drawings.length).toBeGreaterThanOrEqual(9);
  for (const [, title, description] of drawings) {
    expect(ids).toEqual(expect.arrayContaining([title, description]));
  }
});

test('the capacity of a search is told, and shaded in the latency by rate', () => {
  const load = goldenLoad();
  const [ramp] = load.scenarios.filter(({ levels }) => levels.length > 0);
  if (ramp === undefined) throw new Error('The golden run has a ramp.');
  const capacity = {
    ...{ lowerRequestsPerSecond: 58.83, upperRequestsPerSecond: 61.25 },
    ...{ headroom: { lower: 1.47, upper: 1.53 }, ended: 'width' as const },
    endedBecause: 'They are near.',
  };
  const found = section({ ...load, scenarios: [{ ...ramp, capacity }] });
  const told = 'from 58.8 to 61.3 requests a second, 1.47 to 1.53 times the declared rate';
  expect(wordsOf(found)).toContain(`capacity at the objective ${told}. They are near.`);
  expect(found).toContain(`The capacity at the objective is ${told}.`);
  expect(wordsOf(found)).toContain('The capacity at the objective lies in the shaded part.');
  // Where nothing is known of more, nothing is shaded.
  const open = {
    ...capacity,
    upperRequestsPerSecond: null,
    headroom: { lower: 1.47, upper: null },
  };
  const atLeast = section({ ...load, scenarios: [{ ...ramp, capacity: open }] });
  expect(wordsOf(atLeast)).toContain(
    'at least 58.8 requests a second, 1.47 times the declared rate',
  );
  expect(wordsOf(atLeast)).not.toContain('lies in the shaded part');
});

test('how long commits take is drawn where that was asked for, and a gap is not zero', () => {
  const load = goldenLoad();
  const databases = [
    {
      ...{ cluster: 'orders', maxAcu: 1, connectionLimit: 189 },
      ...{ atSeconds: [0, 60, 120], acu: [1, 1, 1], connections: [2, 3, 2] },
    },
  ];
  expect(wordsOf(section({ ...load, databases }))).not.toMatch(/commit/i);
  const told = section({
    ...load,
    databases: databases.map((database) => ({ ...database, commitLatencyMs: [4.25, null, 6] })),
  });
  expect(wordsOf(told)).toContain('orders: capacity, connections and commits');
  expect(wordsOf(told)).toContain('commit, ms 0 1 2 4.25 60 1 3 not measured 120 1 2 6');
  expect(told).toContain('; a commit: ');
});
