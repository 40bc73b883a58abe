// What is left of a load test when it cannot go on. k6 is a script that tells what was simulated; all else is as it is, on disk.
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { DeploymentRecord } from '../../core/load/deployment-record.ts';
import { parseSpec } from '../../core/spec/document.ts';
import { WHOLE_SPEC } from '../../core/spec/testing/whole-spec.ts';
import { generatorAt } from '../../load/judge/testing/direct-fold.ts';
import { simulate } from '../../load/judge/testing/simulated-load.ts';
import { toldLines } from '../../load/judge/testing/told-lines.ts';
import { EPOCH_MS } from '../../sandbox/bench-load/k6-lines.ts';
import { messageOf } from '../message-of.ts';
import type { LoadedSpec } from '../spec-file.ts';
import { judgeKept } from './judge-kept.ts';
import type { K6Binary } from './k6-binary.ts';
import { readDocument } from './load-folder.ts';
import { sendableLoad, sendablePlan } from './sendable-load.ts';
import { testLoad, type TestLoadOptions } from './test-load.ts';

const LOAD = `load:
  target: { origin: "http://127.0.0.1:9", environment: test, timeoutMs: 10000 }
  limits: { requestsPerSecond: 999, requests: 99999, minutes: 99, virtualUsers: 9999 }
  scenarios: { ramp: { loadRatios: [1], warmUpSeconds: 20, steadySeconds: 400 }, soak: { steadySeconds: 600 } }
  workloads:
    api: { service: main/api, requestsPerSecond: 20, slo: { p95Ms: 200, errorRatio: 0.01 }, requests: { work: { method: GET, path: /work } } }
`;
const text = WHOLE_SPEC.replace(/load:\n {2}connections: .*\n/, LOAD);
const SPEC = loadedSpec(text);

function loadedSpec(declared: string): LoadedSpec {
  const parsed = parseSpec({ file: 'spec.yaml', text: declared }, null);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return { document: parsed.document, text: declared, digest: '' };
}

const FACTS = { specFile: 'spec.yaml', environment: null };
const SEED = 1;

let store: string;
let k6: K6Binary;
beforeEach(async () => {
  store = await mkdtemp(join(tmpdir(), 'landfall-broken-test-'));
  const load = sendableLoad(SPEC.document.spec);
  const ramp = simulate(sendablePlan(load, 'ramp', { seed: SEED, marker: 'test' }));
  const program = join(store, 'k6');
  await writeFile(join(store, 'told'), toldLines(ramp).join('\n') + '\n');
  await writeFile(program, `#!/bin/sh\nexec /bin/cat '${join(store, 'told')}'\n`, { mode: 0o755 });
  k6 = { program, version: '1.8.1', source: 'option' };
}, 30_000);
afterEach(() => rm(store, { recursive: true }));

const folderOf = async () => {
  const [id = ''] = await readdir(join(store, 'tests'));
  return join(store, 'tests', id);
};
const messageOfError = (sending: Promise<unknown>) =>
  sending.then(
    () => 'Nothing was thrown.',
    (error: unknown) => messageOf(error),
  );

/** So that no file of that name can be written. */
const obstruct = async (name: string) =>
  mkdir(join(await folderOf(), `${name}.unfinished`), { recursive: true });

interface Sending extends Partial<TestLoadOptions> {
  /** Before the second scenario. */
  readonly between?: () => Promise<unknown>;
}

function send({ between, ...other }: Sending) {
  const notes: string[] = [];
  let lookups = 0;
  const sending = testLoad({
    ...{ spec: SPEC, ...FACTS, kinds: ['ramp', 'soak'], seed: SEED, k6, watch: null },
    share: { kind: 'whole', processes: 1 },
    openTransport: () => Promise.reject(new Error('No messages are sent here.')),
    // What is told took minutes, and the script takes none.
    startMeter: () =>
      Promise.resolve({
        began: () => () => undefined,
        stop: () => undefined,
        taken: () => generatorAt(0.2, 430, EPOCH_MS),
      }),
    store: join(store, 'tests'),
    signal: new AbortController().signal,
    onProgress: () => undefined,
    onNote: (note) => notes.push(note),
    resolve: async () => {
      lookups += 1;
      if (lookups === 2) await between?.();
      return [{ address: '127.0.0.1', family: 4 }];
    },
    ...other,
  });
  return { sending, notes };
}

/** A k6 that can be run fewer times than that. */
function failingFrom(run: number): K6Binary {
  let runs = 0;
  return {
    ...k6,
    get program() {
      runs += 1;
      if (runs >= run) throw new Error('too many open files');
      return k6.program;
    },
  };
}

/** That it is kept as a test that an error ended, of one scenario, by which nothing holds, also when it is judged again. */
async function expectEndedByError(sentence: string, notes: readonly string[]) {
  const folder = await folderOf();
  const document = await readDocument(folder);
  expect(document.stop).toEqual({ by: 'error', sentence });
  expect(document.verdict).toBe('INCONCLUSIVE');
  expect(document.load.stopped).toBe(sentence);
  expect(document.workloads.map(({ scenario, verdict }) => [scenario, verdict])).toEqual([
    ['ramp', 'INCONCLUSIVE'],
  ]);
  expect(document.workloads[0]?.reason).toMatch(
    /^At 20 .* That decides nothing, as the load test was not all kept\. Landfall /,
  );
  expect(document.load.sizing[0]?.verdict).toBe('INCONCLUSIVE');
  expect(await judgeKept(folder, SPEC, FACTS)).toEqual(document);
  expect(notes.at(-1)).toBe(
    `What was sent until an error ended the load test is kept in ${folder}.`,
  );
}

test('the scenario that is sent before what fails is one that holds', async () => {
  const { document } = await send({ kinds: ['ramp'] }).sending;
  expect(document.workloads).toMatchObject([{ scenario: 'ramp', verdict: 'HOLDS' }]);
  expect(document.stop).toBeNull();
});

test('before anything is sent it is told that the database cannot take the pools of all tasks', async () => {
  const pools = '  databasePools: { main/api: { aurora: db, connectionsPerTask: 110 } }\n';
  const { sending, notes } = send({
    kinds: ['ramp'],
    spec: loadedSpec(text.replace(LOAD, LOAD + pools)),
  });
  const { document } = await sending;
  expect(notes).toEqual([
    'aurora db is too small whatever is measured. At their greatest numbers of tasks the services hold 440 connections (main/api 4 x 110), and 10 are reserved; at 2 ACU the cluster takes at most 413: 2.5 ACU would take them, or smaller pools.',
  ]);
  expect(document.verdict).toBe('UNDERSIZED');
});

test('when the next scenario cannot be kept, those before it are kept as a test that an error ended', async () => {
  const name = 'scenario-2-soak.json.gz';
  const { sending, notes } = send({ between: () => obstruct(name) });
  const message = await messageOfError(sending);
  expect(message).toMatch(/^EISDIR: /);
  await expectEndedByError(`Landfall could not go on with the load test: ${message}.`, notes);
});

test('when the next scenario cannot be sent, those before it are kept as a test that an error ended', async () => {
  const { sending, notes } = send({ k6: failingFrom(2) });
  await expect(sending).rejects.toThrow('too many open files');
  await expectEndedByError(
    'Landfall could not go on with the load test: too many open files.',
    notes,
  );
});

test('killed while it waits for what AWS reported, it leaves a test by which nothing holds', async () => {
  const sentence = 'Landfall ended before what AWS reported while the load was sent was kept.';
  const killed = new Error('killed');
  let left: Awaited<ReturnType<typeof judgeKept>> | null = null;
  const { sending } = send({
    kinds: ['ramp'],
    watch: {
      begin: () =>
        Promise.resolve({
          end: async () => {
            left = await judgeKept(await folderOf(), SPEC, FACTS);
            throw killed;
          },
          abandon: () => undefined,
        }),
    },
  });
  await expect(sending).rejects.toThrow(killed);
  expect(left).toMatchObject({
    verdict: 'INCONCLUSIVE',
    stop: { by: 'error', sentence },
    workloads: [
      {
        verdict: 'INCONCLUSIVE',
        reason: expect.stringMatching(
          new RegExp(` That decides nothing, as the load test was not all kept\\. ${sentence}$`),
        ),
      },
    ],
  });
});

test('when what AWS reported cannot be kept, nothing holds by what was sent', async () => {
  const at = '2026-11-29T07:00:00.000Z';
  const record: DeploymentRecord = {
    ...{ formatVersion: 1, startedAt: at, endedAt: at, clockOffsetMs: 0 },
    ...{ services: [], databases: [], queues: [], fuses: [], calls: [] },
  };
  const { sending, notes } = send({
    kinds: ['ramp'],
    watch: {
      begin: () =>
        Promise.resolve({
          end: async () => {
            await obstruct('deployment.json.gz');
            return record;
          },
          abandon: () => undefined,
        }),
    },
  });
  const message = await messageOfError(sending);
  expect(message).toMatch(/^EISDIR: /);
  await expectEndedByError(`Landfall could not go on with the load test: ${message}.`, notes);
});

test('what it could not go on for is what is thrown, also when nothing more can be kept', async () => {
  const { sending, notes } = send({
    k6: failingFrom(2),
    between: () => obstruct('load.json'),
  });
  await expect(sending).rejects.toThrow('too many open files');
  const folder = await folderOf();
  expect(await readdir(folder)).toContain('scenario-1-ramp.json.gz');
  expect(notes.at(-1)).toMatch(
    /^What was sent until an error ended the load test is in .*, and cannot be judged: EISDIR: /,
  );
});

test('of a test of which nothing is kept no document is left', async () => {
  const { sending, notes } = send({ k6: failingFrom(1) });
  await expect(sending).rejects.toThrow('too many open files');
  expect(await readdir(await folderOf())).toEqual([]);
  expect(notes).toEqual([]);
});
