import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { WHOLE_SPEC } from '../../core/spec/testing/whole-spec.ts';
import { scheduleOf } from '../../load/plan/schedule.ts';
import { beginLine, endLine, EPOCH_MS, requestLines } from '../../sandbox/bench-load/k6-lines.ts';
import { loadSpec } from '../spec-file.ts';
import { foldKept, type FoldOptions } from './fold-kept.ts';
import { judgeKept } from './judge-kept.ts';
import { sendableLoad, sendablePlan } from './sendable-load.ts';

const LOAD = `load:
  target: { origin: "https://load.example.com", environment: test, timeoutMs: 2000 }
  limits: { requestsPerSecond: 100, requests: 5000, minutes: 5, virtualUsers: 500 }
  scenarios: { baseline: { warmUpSeconds: 1, steadySeconds: 4 } }
  workloads:
    web: { service: main/api, requestsPerSecond: 50, requests: { work: { method: GET, path: /work } } }
`;

let folder: string;
let options: FoldOptions;
let streams: readonly string[];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'landfall-fold-'));
  const specFile = join(folder, 'spec.yaml');
  await writeFile(specFile, WHOLE_SPEC.replace(/load:\n {2}connections: .*\n/, LOAD));
  const spec = await loadSpec(specFile, null);
  options = {
    ...{ spec, specFile, environment: null, scenario: 'baseline', seed: 1, segments: 2 },
    ...{ startAtMs: EPOCH_MS, output: join(folder, 'kept') },
  };
  const facts = { seed: 1, marker: 'test' };
  const plan = sendablePlan(sendableLoad(spec.document.spec), 'baseline', facts);
  const phases = plan.scenarios[0]?.phases ?? [];
  const lines = (scheduleOf(plan)['web'] ?? []).map(([intendedMs, , phase]) =>
    requestLines({
      ...{ intendedMs, latencyMs: 20, scenario: 'web', phase: phases[phase]?.name ?? '' },
    }),
  );
  streams = await Promise.all(
    [0, 1].map(async (segment) => {
      const path = join(folder, `${segment}.json`);
      const own = lines.filter((_, at) => at % 2 === segment);
      await writeFile(path, beginLine() + own.join('') + endLine());
      return path;
    }),
  );
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

const verdictOf = async (paths: readonly string[], other: Partial<FoldOptions> = {}) => {
  const { workloads } = await foldKept(paths, { ...options, ...other });
  const [first] = workloads;
  return `${first?.verdict ?? ''} ${first?.rule ?? ''} ${first?.reason ?? ''}`;
};

test('all streams are the load, and are kept as that', async () => {
  const document = await foldKept(streams, options);
  expect(document.verdict).toBe('INCONCLUSIVE');
  expect(document.load.sizing).toMatchObject([
    {
      verdict: 'INCONCLUSIVE',
      reason:
        'When the load was sent no size of ecs main/api was kept, and now it is 2 to 4 tasks of 0.5 vCPU, 1 GiB: the load says nothing of that.',
    },
  ]);
  expect(document.sizesKnown).toBe(false);
  expect(document.load.scenarios[0]?.totals.completed).toBe(150);
  const { spec, specFile, environment, output } = options;
  await expect(judgeKept(output, spec, { specFile, environment })).resolves.toEqual(document);
  await expect(foldKept(streams, options)).rejects.toThrow('no load test is overwritten.');
});

test.each<[string, () => Promise<string>, string]>([
  ['a stream is missing', () => verdictOf(streams.slice(1)), '1 of 2 streams are here.'],
  [
    'a stream is there twice',
    () => verdictOf([streams[0] ?? '', streams[0] ?? '']),
    '1 of the streams is there again.',
  ],
  [
    'they began at another moment',
    () => verdictOf(streams, { startAtMs: EPOCH_MS + 60_000 }),
    '2 of 2 generators did not begin at 2026-11-29T07:01:00.000Z, but at 2026-11-29T07:00:00.000Z.',
  ],
  [
    'they were sent with another seed',
    () => verdictOf(streams, { seed: 2 }),
    'were told of other seconds',
  ],
  [
    'one is of something else',
    async () => {
      await writeFile(streams[1] ?? '', 'level=error msg="no space"\n');
      return verdictOf(streams);
    },
    '1 lines of the stream cannot be read.',
  ],
])('when %s it is invalid', async (_what, verdict, why) => {
  const said = await verdict();
  expect(said).toMatch(/^INVALID/);
  expect(said).toContain(why);
});
