import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { loadExitCode } from '../../core/load/load-document.ts';
import { parseSpec } from '../../core/spec/document.ts';
import { WHOLE_SPEC } from '../../core/spec/testing/whole-spec.ts';
import { directFold, ranWith } from '../../load/judge/testing/direct-fold.ts';
import { planOf, simulate } from '../../load/judge/testing/simulated-load.ts';
import type { LoadedSpec } from '../spec-file.ts';
import { judgeKept } from './judge-kept.ts';
import type { KeptScenario } from '../../load/kept/scenario.ts';
import type { DeploymentRecord } from '../../core/load/deployment-record.ts';
import { SCENARIO_KINDS, type PlannedKind } from '../../load/plan/phases.ts';
import {
  keepDeployment,
  keepDocument,
  keepScenario,
  makeFolder,
  readDeployment,
  readScenarios,
} from './load-folder.ts';
import { mergeKept } from './merge-kept.ts';
import { loadDocument } from './load-document.ts';

const RATE = 20;

/** Four slots of 50 ms behind a service; `change` is made to the spec's text. */
function specWith(change: (text: string) => string = (text) => text): LoadedSpec {
  const load = `load:
  target: { origin: "http://127.0.0.1:9", environment: test, timeoutMs: 10000 }
  limits: { requestsPerSecond: 999, requests: 99999, minutes: 99, virtualUsers: 9999 }
  workloads:
    api: { service: main/api, requestsPerSecond: ${RATE}, slo: { p95Ms: 200, errorRatio: 0.01 }, requests: { work: { method: GET, path: /work } } }
`;
  const text = change(WHOLE_SPEC.replace(/load:\n {2}connections: .*\n/, load));
  const parsed = parseSpec({ file: 'spec.yaml', text }, null);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return { document: parsed.document, text, digest: '' };
}

const FACTS = { specFile: 'spec.yaml', environment: null };
const judge = (folder: string, spec = specWith()) => judgeKept(folder, spec, FACTS);

function scenario(kind: PlannedKind): KeptScenario {
  const scenarios = { ramp: { loadRatios: [1], warmUpSeconds: 20, steadySeconds: 400 } };
  const plan = planOf(kind, RATE, { scenarios });
  return { ...ranWith(kind, plan, directFold(simulate(plan))), stop: null };
}

let folder: string;
// Half an hour of load is drawn each time.
const KEEPING_MS = 30_000;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'landfall-kept-'));
  const kept = [scenario('smoke'), scenario('ramp')];
  for (const [index, ran] of kept.entries()) await keepScenario(folder, index + 1, ran);
  const document = loadDocument(kept, {
    ...{
      id: 'test',
      k6: '1.8.1',
      spec: specWith(),
      addresses: [],
      deployment: null,
      sentTo: null,
      stop: null,
    },
    ...FACTS,
  });
  await keepDocument(folder, document);
}, KEEPING_MS);
afterEach(async () => {
  await rm(folder, { recursive: true });
});

test('what holds, holds when it is judged again, and no size does where AWS was not watched', async () => {
  const document = await judge(folder);
  expect(document.workloads.map(({ scenario, verdict }) => [scenario, verdict])).toEqual([
    ['smoke', 'INCONCLUSIVE'],
    ['ramp', 'HOLDS'],
  ]);
  expect(document.watched).toBe(false);
  expect(loadExitCode(document)).toBe(3);
  expect(document.load.sizing[0]?.reason).toMatch(
    /^In the ramp of api: .*, within 1 %\. AWS was not watched, or what it reported is not kept, so that the size which carried that is not known: send the load with credentials of the account, and with --watch\.$/,
  );
});

test('the files of every kind of scenario are read back, in their order', async () => {
  const other = await mkdtemp(join(tmpdir(), 'landfall-kept-'));
  const kinds = SCENARIO_KINDS.filter((kind) => kind !== 'breakpoint');
  const one = scenario('smoke');
  for (const [index, kind] of kinds.entries()) {
    await keepScenario(other, index + 1, { ...one, kind });
  }
  expect((await readScenarios(other, { k6: '1.8.1' })).map(({ kind }) => kind)).toEqual(kinds);
  await rm(other, { recursive: true });
});

test.each<[string, (text: string) => string, string, RegExp]>([
  [
    'a smaller size',
    (text) => text.replace('cpuUnits: 512', 'cpuUnits: 256'),
    'INCONCLUSIVE',
    /^When the load was sent the declared size was 2 to 4 tasks of 0\.5 vCPU, 1 GiB, and now it is 2 to 4 tasks of 0\.25 vCPU, 1 GiB: the load says nothing of that\.$/,
  ],
  [
    'a higher rate',
    (text) => text.replace('requestsPerSecond: 20', 'requestsPerSecond: 21'),
    'INCONCLUSIVE',
    /That is at 95\.2 % of the declared rate, and says nothing of the size\.$/,
  ],
  [
    'another path',
    (text) => text.replace('path: /work', 'path: /report'),
    'INVALID',
    /The spec declares other requests of api than those that were sent\.$/,
  ],
  [
    'a time after which requests are given up sooner',
    (text) => text.replace('timeoutMs: 10000', 'timeoutMs: 600'),
    'INVALID',
    /The requests of api were given up after 10000 ms, and the spec declares 600 ms\.$/,
  ],
  [
    'a login',
    (text) =>
      text.replace(
        'timeoutMs: 10000',
        'timeoutMs: 10000, headersFromEnvironment: { authorization: LANDFALL_LOAD_LOGIN }',
      ),
    'INVALID',
    /The requests of api were sent with no header from the environment, and the spec declares authorization from LANDFALL_LOAD_LOGIN\.$/,
  ],
  [
    'a workload more',
    (text) =>
      text.replace(
        '  workloads:\n',
        '  workloads:\n    batch: { service: main/api, requestsPerSecond: 1, requests: { work: { method: GET, path: /work } } }\n',
      ),
    'INCONCLUSIVE',
    /^Nothing was sent of the workload batch\.$/,
  ],
])('by a spec that now declares %s, it does not', async (_what, change, verdict, reason) => {
  const document = await judge(folder, specWith(change));
  expect(document.verdict).toBe(verdict);
  expect(document.load.sizing[0]?.reason).toMatch(reason);
});

test.each([
  ['scenario-1-smoke.json.gz', 'smoke'],
  ['scenario-2-ramp.json.gz', 'ramp'],
])('without %s it is not judged', async (file, kind) => {
  await rm(join(folder, file));
  await expect(judge(folder)).rejects.toThrow(
    `${folder}: the scenario ${kind} was sent and is not kept here: a part of a load test is not judged.`,
  );
});

test('a scenario of another load test is not judged with it', async () => {
  const smoke = scenario('smoke');
  const plan = { ...smoke.plan, marker: 'other' };
  await keepScenario(folder, 1, { ...smoke, plan });
  await expect(judge(folder)).rejects.toThrow(
    `${folder}: the scenario smoke is of another load test (other, to http://127.0.0.1:9).`,
  );
});

test.each<[string, (text: string) => string, string]>([
  [
    'account',
    (text) => text.replace('"123456789012"', '"210987654321"'),
    "the load went to the account 123456789012, and the spec's account is 210987654321.",
  ],
  [
    'region',
    (text) => text.replaceAll('eu-west-1', 'eu-north-1'),
    "the load went to the region eu-west-1, and the spec's region is eu-north-1.",
  ],
  [
    'deployment',
    (text) => text.replace('deployment: shop', 'deployment: next'),
    "the load went to the deployment shop, and the spec's deployment is next.",
  ],
  [
    'target',
    (text) => text.replace('http://127.0.0.1:9', 'http://127.0.0.1:10'),
    "the load went to http://127.0.0.1:9, and the spec's target is http://127.0.0.1:10.",
  ],
])('of another %s it says nothing', async (_what, change, message) => {
  const other = specWith(change);
  const whole = `${folder}: ${message} It says nothing of that.`;
  await expect(judge(folder, other)).rejects.toThrow(whole);
  await expect(mergeKept([folder], join(folder, 'merged'), other, FACTS)).rejects.toThrow(whole);
});

const withoutMember = async (name: 'account' | 'declarations') => {
  const path = join(folder, 'load.json');
  const document = JSON.parse(await readFile(path, 'utf8')) as object;
  await writeFile(path, JSON.stringify({ ...document, [name]: undefined }));
};

test('one that was sent before its account was kept is not known to be of this one', async () => {
  await withoutMember('account');
  await expect(judge(folder)).rejects.toThrow(
    `${folder}: the account and the region that the load went to are not kept, so that it is not known to say anything of the spec's.`,
  );
});

test('one that was sent before its scaling was kept says nothing of a size', async () => {
  await withoutMember('declarations');
  expect((await judge(folder)).load.sizing).toMatchObject([
    {
      verdict: 'INCONCLUSIVE',
      reason:
        'How the scaling and the connections of ecs main/api were declared when the load was sent is not kept: whether they were as they are declared now is not known.',
    },
  ]);
});

test('that a guard ended it between two scenarios is still known', async () => {
  const kept = [scenario('ramp')];
  const stop = { by: 'guard', sentence: 'The scenario soak was not sent.' } as const;
  const document = loadDocument(kept, {
    ...{
      id: 'test',
      k6: '1.8.1',
      spec: specWith(),
      addresses: [],
      deployment: null,
      sentTo: null,
      stop,
    },
    ...FACTS,
  });
  await keepDocument(folder, document);
  const judged = await judge(folder);
  expect(judged.stop).toEqual(stop);
  expect(loadExitCode(judged)).toBe(4);
});

const RECORD: DeploymentRecord = {
  formatVersion: 1,
  startedAt: '2026-11-29T12:00:00.000Z',
  endedAt: '2026-11-29T12:10:00.000Z',
  clockOffsetMs: 250,
  services: [],
  databases: [],
  queues: [],
  fuses: [],
  calls: [],
};
const during = { startedAt: '2026-11-29T12:01:00.000Z', endedAt: '2026-11-29T12:09:00.000Z' };

test('what AWS reported is read back as it was kept, and is null when it was not watched', async () => {
  expect(await readDeployment(folder, { watched: false }, [during])).toBeNull();
  await keepDeployment(folder, RECORD);
  expect(await readDeployment(folder, { watched: true }, [during])).toEqual(RECORD);
});

test.each<[string, () => Promise<void>, object, string]>([
  ['gone', () => Promise.resolve(), during, 'the load test cannot be read: ENOENT'],
  [
    'cut off',
    async () => {
      await keepDeployment(folder, RECORD);
      const file = join(folder, 'deployment.json.gz');
      const whole = await readFile(file);
      await writeFile(file, whole.subarray(0, whole.length / 2));
    },
    during,
    'the load test cannot be read: unexpected end of file',
  ],
  [
    'of another shape',
    () => keepDeployment(folder, { ...RECORD, clockOffsetMs: undefined as unknown as null }),
    during,
    'the load test cannot be read: it has another shape than this version reads: ',
  ],
  [
    'of another time',
    () => keepDeployment(folder, RECORD),
    { startedAt: '2026-11-29T13:00:00.000Z', endedAt: '2026-11-29T13:09:00.000Z' },
    'this was seen at another time than the load was sent.',
  ],
])('what AWS reported is not left out when it is %s', async (_what, keep, scenarios, message) => {
  await keep();
  await expect(
    readDeployment(folder, { watched: true }, [{ ...during, ...scenarios }]),
  ).rejects.toThrow(`${folder}/deployment.json.gz: ${message}`);
});

test('a watched test is not judged without what was seen', async () => {
  const path = join(folder, 'load.json');
  const document = JSON.parse(await readFile(path, 'utf8')) as object;
  await writeFile(path, JSON.stringify({ ...document, watched: true }));
  await expect(judge(folder)).rejects.toThrow(`${folder}/deployment.json.gz: `);
});

test('a merged test is of the sizes that its segments were sent to', async () => {
  const part = await mkdtemp(join(tmpdir(), 'landfall-part-'));
  const merged = join(part, 'merged');
  const ran = { ...scenario('ramp'), segment: { index: 1, of: 2 } };
  await keepScenario(part, 1, ran);
  const facts = { id: 'part', k6: '1.8.1', addresses: [], sentTo: null, stop: null, ...FACTS };
  const sent = loadDocument([ran], { ...facts, spec: specWith(), deployment: null });
  await keepDocument(part, sent);
  const smaller = specWith((text) => text.replace('cpuUnits: 512', 'cpuUnits: 256'));
  await expect(mergeKept([part], merged, smaller, FACTS)).rejects.toThrow(
    'The segments were sent when 2 to 4 tasks of 0.5 vCPU, 1 GiB were declared of ecs main/api, and the spec declares 2 to 4 tasks of 0.25 vCPU, 1 GiB. Merge them by the spec that they were sent by; load judge then takes another.',
  );
  const document = await mergeKept([part], merged, specWith(), FACTS);
  await rm(part, { recursive: true });
  expect(document.load.sizing[0]?.declared).toBe('2 to 4 tasks of 0.5 vCPU, 1 GiB');
});

test.each([
  ['watched', true],
  ['not watched', false],
])('a merged test of a generator that was %s says so', async (_what, isWatched) => {
  const part = await mkdtemp(join(tmpdir(), 'landfall-part-'));
  const ran = { ...scenario('smoke'), segment: { index: 1, of: 2 } };
  const record = { ...RECORD, startedAt: ran.startedAt, endedAt: ran.endedAt };
  await keepScenario(part, 1, ran);
  if (isWatched) await keepDeployment(part, record);
  const deployment = isWatched ? record : null;
  const facts = {
    id: 'part',
    k6: '1.8.1',
    spec: specWith(),
    addresses: [],
    sentTo: null,
    stop: null,
  };
  await keepDocument(part, loadDocument([ran], { ...facts, ...FACTS, deployment }));
  const merged = join(part, 'merged');
  const document = await mergeKept([part], merged, specWith(), FACTS);
  const kept = await readDeployment(merged, document, [ran]);
  await rm(part, { recursive: true });
  expect(document.watched).toBe(isWatched);
  expect(kept).toEqual(isWatched ? { ...record, generatorClockOffsetsMs: [250] } : null);
});

test.each<[string, readonly (number | null)[], string, string]>([
  [
    'a second apart, which is near enough',
    [-300, 700],
    'INCONCLUSIVE',
    'What AWS reported has nothing of the service main/api.',
  ],
  [
    'ninety seconds apart',
    [0, 90_000],
    'INVALID',
    'The clock of the generator of segment 1 of 2 is 90 s ahead of that of segment 2 of 2, and 2 s are the limit: they were not sent at one time.',
  ],
  [
    'not known of one that did not watch',
    [0, null],
    'INVALID',
    "Segment 2 of 2: how far its generator's clock is from AWS's was not seen, so that it is not known to have been sent with the others.",
  ],
])('of two generators whose clocks are %s', async (_what, offsetsMs, verdict, why) => {
  const whole = await mkdtemp(join(tmpdir(), 'landfall-parts-'));
  const { plan } = scenario('ramp');
  const { requests } = simulate(plan);
  const parts = await Promise.all(
    offsetsMs.map(async (clockOffsetMs, index) => {
      const part = join(whole, String(index));
      const own = requests.filter((_request, at) => at % offsetsMs.length === index);
      const ran: KeptScenario = {
        ...ranWith('ramp', plan, directFold({ requests: own, droppedAtMs: [] })),
        ...{ segment: { index: index + 1, of: offsetsMs.length }, stop: null },
      };
      const { startedAt, endedAt } = ran;
      const deployment =
        clockOffsetMs === null ? null : { ...RECORD, startedAt, endedAt, clockOffsetMs };
      await makeFolder(part);
      await keepScenario(part, 1, ran);
      if (deployment !== null) await keepDeployment(part, deployment);
      const facts = { id: 'part', k6: '1.8.1', spec: specWith(), addresses: [], sentTo: null };
      await keepDocument(part, loadDocument([ran], { ...facts, ...FACTS, deployment, stop: null }));
      return part;
    }),
  );
  const merged = join(whole, 'merged');
  const document = await mergeKept(parts.toReversed(), merged, specWith(), FACTS);
  const again = await judge(merged);
  const kept = await readDeployment(merged, document, [scenario('ramp')]);
  await rm(whole, { recursive: true });
  expect(document.workloads[0]?.verdict).toBe(verdict);
  expect(document.workloads[0]?.reason).toContain(why);
  expect(again.workloads).toEqual(document.workloads);
  expect(kept?.generatorClockOffsetsMs).toEqual(offsetsMs);
});

test('a merged test of a generator that a guard ended when all was sent says so', async () => {
  const part = await mkdtemp(join(tmpdir(), 'landfall-part-'));
  const ran = { ...scenario('ramp'), segment: { index: 1, of: 2 } };
  const stop = { by: 'guard', sentence: 'The alarm orders-5xx is in ALARM.' } as const;
  await keepScenario(part, 1, ran);
  const facts = { id: 'part', k6: '1.8.1', spec: specWith(), addresses: [], sentTo: null, stop };
  await keepDocument(part, loadDocument([ran], { ...facts, ...FACTS, deployment: null }));
  const merged = join(part, 'merged');
  const document = await mergeKept([part], merged, specWith(), FACTS);
  const again = await judge(merged);
  await rm(part, { recursive: true });
  expect(document.stop).toEqual(stop);
  expect(again.stop).toEqual(stop);
  expect(loadExitCode(document)).toBe(4);
});
