// Stored runs as a user works with them, over HTTP against the sandbox.
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import type { Report } from '../core/report.ts';
import type { Spec } from '../core/spec/spec.ts';
import { loadSpec } from '../runner/spec-file.ts';
import { deploySpec } from '../sandbox/deploy/deploy.ts';
import { applyFault, healFaults } from '../sandbox/faults/faults.ts';
import { startSandbox, type Sandbox } from '../sandbox/lifecycle/sandbox.ts';

// Each test starts processes of its own, on whatever machine this is.
jest.setTimeout(120_000);

const ROOT = join(__dirname, '..');
const SPEC = join(ROOT, 'specs', 'mistersmith.yaml');
const FAULT = 'database-open-to-the-world';
const FAULTY = 'sg/ingress-exact › mistersmith-aurora';

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

let sandbox: Sandbox;
let spec: Spec;
let folder = '';

function landfall(...words: string[]): Promise<Ended> {
  return new Promise((resolve) => {
    const env = {
      ...process.env,
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
      AWS_REGION: 'us-east-1',
      NO_COLOR: '1',
      COLUMNS: '200',
    };
    const child = execFile(
      process.execPath,
      [join(ROOT, 'cli', 'landfall.mjs'), ...words],
      { cwd: folder, env, maxBuffer: 64 << 20 },
      (error, stdout, stderr) => {
        resolve({ code: error === null ? 0 : child.exitCode, stdout, stderr });
      },
    );
  });
}

const smoke = (...more: string[]) =>
  landfall(
    'run',
    'smoke',
    '--spec',
    SPEC,
    '--env',
    'production',
    '--endpoint',
    sandbox.url,
    ...more,
  );

const stored = async () => (await readdir(join(folder, '.landfall', 'runs'))).sort();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'landfall-history-'));
  sandbox = await startSandbox({ replay: true });
  ({ spec } = (await loadSpec(SPEC, 'production')).document);
  await deploySpec(spec, sandbox.url);
}, 300_000);

afterAll(async () => {
  await sandbox.stop();
  await rm(folder, { recursive: true, force: true });
});

test('the first run has nothing to compare with, and no warning of Node reaches the user', async () => {
  const { code, stdout, stderr } = await smoke();
  expect(code).toBe(0);
  expect(stdout).not.toMatch(/since 01/);
  expect(stderr).not.toMatch(/Warning/);
});

test('a failure that blocked as new blocks again, and is known once a run without the gate has it', async () => {
  await applyFault(FAULT, sandbox.url, spec);
  const first = await smoke('--fail-on-new');
  expect(first.code).toBe(1);
  expect(first.stdout).toMatch(new RegExp(`critical ${FAULTY}.* NEW`));
  expect(first.stdout).toMatch(/since 01\w{24} \(.*, 0 min ago\): \+\d+ new fail/);
  const again = await smoke('--fail-on-new');
  expect(again.code).toBe(1);
  expect(again.stdout).toMatch(new RegExp(`critical ${FAULTY}.* NEW`));
  expect((await smoke()).code).toBe(1);
  const second = await smoke('--fail-on-new');
  expect(second.stdout).toContain('NO-GO');
  expect(second.stdout).not.toMatch(/ NEW$/m);
  expect(second.stdout).toMatch(/failing since 20/);
  expect(second.stderr).toMatch(
    /Failures that 01\w{24} had do not block; without them the answer is/,
  );
  expect(second.code).toBe(0);
});

test('--fail-on-new never passes for want of an earlier run', async () => {
  const { code, stderr } = await smoke('--fail-on-new', '--store', 'empty');
  expect(code).toBe(1);
  expect(stderr).toContain(
    'There is no earlier run, or new failures blocked each one, so all that fails is new.',
  );
});

test('--since names the run to compare with', async () => {
  const [healthy = ''] = await stored();
  const { code, stdout } = await smoke('--fail-on-new', '--since', healthy, '--output', 'json');
  expect(code).toBe(1);
  expect((JSON.parse(stdout) as Report).history?.since.id).toBe(healthy);
});

test('--since a run of another suite, or none at all, is refused before anything is looked at', async () => {
  const [healthy = ''] = await stored();
  const other = await landfall(
    'run',
    'compliance',
    '--spec',
    SPEC,
    '--env',
    'production',
    '--endpoint',
    sandbox.url,
    '--since',
    healthy,
  );
  expect(other).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/cannot be compared, since they are of other suites: smoke and/),
  });
  expect(await smoke('--since', '01KATZ9XJ0D4R8V0C2Q3Y50000')).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/01KATZ9XJ0D4R8V0C2Q3Y50000.* cannot be read/),
  });
});

test('a run of some checks alone fixes nothing', async () => {
  const { stdout } = await smoke('--skip', 'sg', '--output', 'json');
  const { history } = JSON.parse(stdout) as Report;
  expect(history?.changes.map(({ kind, after }) => [kind, after])).toContainEqual([
    'changed',
    'not-checked',
  ]);
  expect(history?.changes.filter(({ kind }) => kind === 'fixed')).toEqual([]);
});

test('what is mended is fixed, and shown by diff as well', async () => {
  await healFaults(sandbox.url, spec);
  const { code, stdout } = await smoke();
  expect(code).toBe(0);
  expect(stdout).toMatch(new RegExp(`fixed {2}${FAULTY} \\(was fail, is pass\\)`));
  const runs = await stored();
  const [healthy = '', broken = ''] = runs;
  const fixed = await landfall('diff', broken, 'latest', '--fail-on-new');
  expect(fixed.stdout).toMatch(new RegExp(`fixed {2}${FAULTY}`));
  expect(fixed.code).toBe(0);
  const folderOf = (id: string) => join('.landfall', 'runs', id);
  const isNew = await landfall('diff', folderOf(healthy), folderOf(broken), '--fail-on-new');
  expect(isNew.code).toBe(1);
  expect((await landfall('diff', healthy, broken)).code).toBe(0);
  expect(await landfall('diff', broken, healthy, '--fail-on-new')).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/is later than 01.*Name the earlier run first\./),
  });
  const json = await landfall('diff', healthy, join(folderOf(broken), 'run.json'), '--json');
  expect(JSON.parse(json.stdout)).toMatchObject({
    formatVersion: 1,
    since: { id: healthy },
    to: { id: broken },
    specChanges: [],
  });
});

test('the table of runs', async () => {
  const runs = await stored();
  const { code, stdout, stderr } = await landfall('history');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const lines = stdout.trimEnd().split('\n');
  expect(lines.map((line) => line.slice(0, 26))).toEqual(runs);
  expect(lines[1]).toMatch(
    /smoke of mistersmith \(production\) · ✖ NO-GO · \d+ fail.* · \+\d+ new -0 fixed$/,
  );
  const json = JSON.parse((await landfall('history', '--json', '--limit', '1')).stdout) as unknown;
  expect(json).toMatchObject([{ id: runs.at(-1), verdict: 'GO', fixed: expect.any(Number) }]);
});

test('retention shows what it removes, and removes it when told to', async () => {
  const before = await stored();
  const shown = await landfall('history', 'prune', '--keep', '2');
  expect(shown.stderr).toBe(`${before.length - 2} would be removed; --yes removes them.\n`);
  expect(await stored()).toEqual(before);
  const removed = await landfall('history', 'prune', '--keep', '2', '--yes');
  expect(removed.stdout).toBe(shown.stdout);
  expect(await stored()).toEqual(before.slice(-2));
  expect(await landfall('history', 'prune')).toMatchObject({
    code: 2,
    stderr: 'history prune wants --keep <number>, --older-than <duration> or both\n',
  });
});
