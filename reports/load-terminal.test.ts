import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { loadExitCode, worstVerdict, type LoadDocument } from '../core/load/load-document.ts';
import { SizingVerdict } from '../core/load/sizing.ts';
import type { Report } from '../core/report.ts';
import { renderLoad } from './load-terminal.ts';

function golden(): LoadDocument {
  const { load } = JSON.parse(readFileSync('reports/golden/run.json', 'utf8')) as Report;
  if (load === null) throw new Error('The golden run has a load run.');
  const [ramp] = load.scenarios;
  return {
    formatVersion: 1,
    id: '01KATZ9XJ0D4R8V0C2Q3Y5W7N9',
    tool: '0.1.0',
    marker: 'm',
    k6: '1.8.1',
    spec: { file: 'spec.yaml', environment: null, digest: '00' },
    deployment: 'shop',
    account: null,
    target: { origin: 'https://a.example', environment: 'staging', addresses: ['203.0.113.7'] },
    stop: null,
    declarations: {},
    sizesKnown: true,
    messaging: false,
    watched: false,
    verdict: 'HOLDS',
    workloads: [
      {
        scenario: 'ramp',
        workload: 'api',
        verdict: 'HOLDS',
        rule: 'L1',
        reason: 'It is within 250 ms.',
        evidence: {},
      },
    ],
    load: {
      ...load,
      scenarios: ramp === undefined ? [] : [ramp],
      sizing: load.sizing.filter(({ verdict }) => verdict === 'HOLDS'),
    },
  };
}

const OPTIONS = { width: 100, color: false, ascii: false, folder: '.landfall/load/1', exitCode: 0 };

test('a load test at a terminal', () => {
  expect(renderLoad(golden(), OPTIONS).split('\n')).toEqual([
    'load  shop, to https://a.example at 203.0.113.7 (staging), by spec.yaml, with k6 1.8.1',
    '',
    '  ramp-high  52463 offered, 51816 completed, 27 failed, 620 dropped; 95th percentile 171 (161 to',
    '    182) ms of 250, from 320 s to 390 s',
    '',
    '  ✔ HOLDS  ramp of api (L1): It is within 250 ms.',
    '',
    '  load: 52463 requests of ramp-high, 620 not sent, to https://staging.orders.example',
    '    HOLDS  ecs main/api: At 100 requests a second the 95th percentile is 171 ms (161 to 182), within',
    '      250 ms. Carries 1.22 times the load.',
    '',
    '✔ HOLDS  exit 0',
    '  kept in .landfall/load/1',
    '  judge again: landfall load judge .landfall/load/1 --spec spec.yaml',
    '',
  ]);
});

test('it is judged again by the environment that it was sent by', () => {
  const document = golden();
  const spec = { ...document.spec, environment: 'staging' };
  expect(renderLoad({ ...document, spec }, OPTIONS)).toContain(
    '  judge again: landfall load judge .landfall/load/1 --spec spec.yaml --env staging\n',
  );
});

test('one that was ended says by what', () => {
  const sentence = 'For 3 windows in a row 9 of 10 requests failed.';
  const stopped: LoadDocument = {
    ...golden(),
    verdict: 'INVALID',
    stop: { by: 'guard', sentence },
  };
  const text = renderLoad(stopped, { ...OPTIONS, ascii: true, exitCode: 4 });
  expect(text).toContain(`INVALID  exit 4, ended before its plan was done: ${sentence}\n`);
  expect(loadExitCode(stopped)).toBe(4);
});

test.each(SizingVerdict.options.map((verdict) => [verdict] as const))(
  'the exit code of %s is not that of another kind of answer',
  (verdict) => {
    const codes = { HOLDS: 0, OVERSIZED: 0, UNDERSIZED: 1, INVALID: 2, INCONCLUSIVE: 3 };
    expect(loadExitCode({ ...golden(), verdict })).toBe(codes[verdict]);
  },
);

test.each([
  [['HOLDS', 'INVALID', 'UNDERSIZED'], 'INVALID'],
  [['HOLDS', 'INCONCLUSIVE', 'UNDERSIZED'], 'UNDERSIZED'],
  [['OVERSIZED', 'INCONCLUSIVE'], 'INCONCLUSIVE'],
  [['HOLDS', 'HOLDS'], 'HOLDS'],
  [[], 'INCONCLUSIVE'],
] as const)('of %j the verdict is %s', (verdicts, worst) => {
  expect(worstVerdict(verdicts)).toBe(worst);
});
