// `landfall run cutover --load-test` as a user runs it, on a load test that was kept, over HTTP against the sandbox.
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { loadTest, SPEC_TEXT } from '../checks/load/testing/fixtures.ts';
import { Report } from '../core/report.ts';
import { restoreScenario } from '../load/kept/scenario.ts';
import { keepDocument, keepScenario, makeFolder } from '../runner/load/load-folder.ts';
import { loadDocument } from '../runner/load/load-document.ts';
import { loadSpec } from '../runner/spec-file.ts';
import { startSandbox, type Sandbox } from '../sandbox/lifecycle/sandbox.ts';

jest.setTimeout(60_000);

const CLI = join(__dirname, 'landfall.mjs');
let folder = '';
let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox({ accountId: '123456789012' });
  folder = await mkdtemp(join(tmpdir(), 'landfall-load-test-'));
  const specFile = join(folder, 'spec.yaml');
  await writeFile(specFile, SPEC_TEXT);
  const kept = loadTest().scenarios.map(restoreScenario);
  await makeFolder(join(folder, 'kept'));
  for (const [index, ran] of kept.entries()) {
    await keepScenario(join(folder, 'kept'), index + 1, ran);
  }
  const document = loadDocument(kept, {
    ...{ id: 'kept', k6: '1.8.1', spec: await loadSpec(specFile, null), specFile },
    ...{ environment: null, addresses: [], sentTo: null, stop: null, deployment: null },
  });
  await keepDocument(join(folder, 'kept'), document);
});
afterAll(async () => {
  await sandbox.stop();
  await rm(folder, { recursive: true, force: true });
});

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function landfall(...words: readonly string[]): Promise<Ended> {
  return new Promise((resolve) => {
    const env = {
      ...process.env,
      ...{ AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test', AWS_REGION: 'eu-west-1' },
      ...{ NO_COLOR: '1', COLUMNS: '400' },
    };
    const child = execFile(
      process.execPath,
      [CLI, 'run', ...words, '--spec', 'spec.yaml', '--endpoint', sandbox.url],
      { cwd: folder, env, maxBuffer: 64 << 20 },
      (error, stdout, stderr) => {
        resolve({ code: error === null ? 0 : child.exitCode, stdout, stderr });
      },
    );
  });
}

const ofLoad = ({ findings }: Report) => findings.filter(({ domain }) => domain === 'load');
const LOAD_ALONE = ['load/latency', 'load/errors'].flatMap((id) => ['--only', id]);

test('what was kept is judged with the deployment, and the report shows it', async () => {
  const ran = await landfall(
    ...['cutover', ...LOAD_ALONE, '--load-test', 'kept'],
    ...['-o', 'json=run.json', '-o', 'html=run.html', '--store', 'runs'],
  );
  expect(ran.stderr).not.toContain('load test');
  const text = await readFile(join(folder, 'run.json'), 'utf8');
  const report = Report.parse(JSON.parse(text));
  expect(ofLoad(report).map(({ check, status }) => [check, status])).toEqual([
    ['load/latency', 'pass'],
    ['load/errors', 'pass'],
    ['load/current-deployment', 'not-checked'],
  ]);
  expect(report.load?.sizing.map(({ resource, verdict }) => [resource, verdict])).toEqual([
    // AWS was not watched.
    ['ecs main/api', 'INCONCLUSIVE'],
  ]);
  expect(await readFile(join(folder, 'run.html'), 'utf8')).toContain('ecs main/api');
});

test('without a load test nothing of the load is proven', async () => {
  const ran = await landfall('cutover', ...LOAD_ALONE, '-o', 'json=none.json', '--store', 'runs');
  expect(ran.code).toBe(3);
  const report = Report.parse(JSON.parse(await readFile(join(folder, 'none.json'), 'utf8')));
  expect(ofLoad(report).map(({ check, status }) => [check, status])).toEqual([
    ['load/latency', 'unknown'],
    ['load/errors', 'unknown'],
    ['load/current-deployment', 'not-checked'],
  ]);
  expect(report.load).toBeNull();
});

test.each([
  [
    'a suite that judges none',
    ['smoke', '--load-test', 'kept'],
    'The suite smoke judges no load test; cutover does.',
  ],
  [
    'two of them',
    ['cutover', '--load', '--load-test', 'kept'],
    'Give --load to send the load, or --load-test for one that was kept.',
  ],
  [
    'how it is sent, and not that it is',
    ['cutover', '--scenario', 'ramp'],
    '--scenario, --k6, --confirm and --metric-wait say how the load is sent: give --load too.',
  ],
  [
    'one that is not there',
    ['cutover', '--load-test', 'nowhere'],
    'nowhere/load.json: the load test cannot be read: ENOENT',
  ],
])('%s is refused', async (_what, words, message) => {
  const { code, stderr } = await landfall(...words);
  expect(code).toBe(2);
  expect(stderr).toContain(message);
});
