// The command line as a user runs it, over HTTP against the sandbox.
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { loadSpec } from '../runner/spec-file.ts';
import type { Finding } from '../core/finding.ts';
import type { Spec } from '../core/spec/spec.ts';
import { dayAfter, dayOf } from '../core/waivers/day.ts';
import { deploySpec } from '../sandbox/deploy/deploy.ts';
import { applyFault, healFaults } from '../sandbox/faults/faults.ts';
import { startSandbox, type Sandbox } from '../sandbox/lifecycle/sandbox.ts';

// Each test starts processes of its own, on whatever machine this is.
jest.setTimeout(120_000);

const ROOT = join(__dirname, '..');
const SPEC = join(ROOT, 'specs', 'mistersmith.yaml');
const CREDENTIALS = {
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
  AWS_REGION: 'us-east-1',
};

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function run(
  file: string,
  words: readonly string[],
  environment: object = {},
  cwd = folder,
): Promise<Ended> {
  return new Promise((resolve) => {
    const env = { ...process.env, ...CREDENTIALS, NO_COLOR: '1', ...environment };
    const child = execFile(
      file,
      words,
      { cwd, env, maxBuffer: 64 << 20 },
      (error, stdout, stderr) => {
        resolve({ code: error === null ? 0 : child.exitCode, stdout, stderr });
      },
    );
  });
}

const landfall = (...words: string[]) =>
  run(process.execPath, [join(ROOT, 'cli', 'landfall.mjs'), ...words]);

let sandbox: Sandbox;
let spec: Spec;
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'landfall-cli-'));
  sandbox = await startSandbox({ replay: true, databases: true });
  Object.assign(process.env, sandbox.databases?.environment);
  ({ spec } = (await loadSpec(SPEC, 'production')).document);
  await deploySpec(spec, sandbox.url);
}, 300_000);

afterAll(async () => {
  await sandbox.stop();
  await rm(folder, { recursive: true, force: true });
});

const onSandbox = (suite: string, ...more: string[]) =>
  landfall('run', suite, '--spec', SPEC, '--env', 'production', '--endpoint', sandbox.url, ...more);

async function storedRun(store: string): Promise<string> {
  const [id] = await readdir(join(folder, store));
  return join(folder, store, id ?? '');
}

async function findingsOf(file: string): Promise<Finding[]> {
  return JSON.parse(await readFile(file, 'utf8')) as Finding[];
}

describe('the unbroken deployment', () => {
  test.each(['smoke', 'compliance'])(
    '%s is GO, with nothing but passes and not-applicables',
    async (suite) => {
      const store = `unbroken-${suite}`;
      const { code, stdout } = await onSandbox(suite, '--store', store);
      expect({ code, verdict: stdout.includes('✔ GO ') }).toEqual({ code: 0, verdict: true });
      const findings = await findingsOf(join(await storedRun(store), 'findings.json'));
      const open = findings.filter(({ status, message }) =>
        status === 'not-applicable' ? message === null : status !== 'pass',
      );
      expect(open).toEqual([]);
      expect(
        findings.filter(({ status, calls }) => status === 'pass' && calls.length === 0),
      ).toEqual([]);
    },
  );

  test('without a load test, cutover proves all but what the load shows and what the pools come to', async () => {
    const { code } = await onSandbox('cutover', '--store', 'unloaded');
    expect(code).toBe(1);
    const findings = await findingsOf(join(await storedRun('unloaded'), 'findings.json'));
    const open = findings.filter(({ status }) => status !== 'pass' && status !== 'not-applicable');
    expect([...new Set(open.map(({ domain }) => domain))]).toEqual(['load', 'sizing']);
    expect([...new Set(open.map(({ status, message }) => `${status}: ${message}`))]).toEqual([
      'unknown: The run was given no load test: send one with --load, or name one that was kept with --load-test.',
      // The pools of the example are more than its database takes, which the spec tells by itself.
      'fail: At their greatest numbers of tasks the services hold 1200 connections (mistersmith-cluster/orchestrator 10 x 30, mistersmith-cluster/worker 10 x 30, mistersmith-cluster/gateway 10 x 30, mistersmith-cluster/mcp-gateway 10 x 30), and 10 are reserved; the spec says that the cluster takes 25: the pools must be smaller, or maxConnections 1210 at least.',
    ]);
  });

  test('a stored snapshot gives the same findings, byte for byte', async () => {
    await onSandbox('compliance', '--store', 'judged');
    const stored = await storedRun('judged');
    const again = join(folder, 'again.json');
    const { code } = await landfall(
      'judge',
      '--snapshot',
      join(stored, 'snapshot.json.gz'),
      '--spec',
      SPEC,
      '--env',
      'production',
      '--findings',
      again,
    );
    expect(code).toBe(0);
    expect(await readFile(again, 'utf8')).toBe(
      await readFile(join(stored, 'findings.json'), 'utf8'),
    );
  });

  test('a snapshot serves the spec it was taken for, and no other', async () => {
    const stored = await storedRun('judged');
    const { code, stderr } = await landfall(
      'judge',
      '--snapshot',
      join(stored, 'snapshot.json.gz'),
      '--spec',
      SPEC,
      '--env',
      'development',
    );
    expect(code).toBe(2);
    expect(stderr).toMatch(/was taken for another spec than .*\(development\)/);
  });

  test('Jest gives the same findings as the command line', async () => {
    await onSandbox('smoke', '--store', 'front');
    const findings = await findingsOf(join(await storedRun('front'), 'findings.json'));
    const json = join(folder, 'jest.json');
    const { code } = await run(
      process.execPath,
      [
        join(ROOT, 'node_modules/.bin/jest'),
        '--selectProjects',
        'smoke',
        '--json',
        '--outputFile',
        json,
      ],
      {
        LANDFALL_SPEC: SPEC,
        LANDFALL_ENV: 'production',
        LANDFALL_ENDPOINT: sandbox.url,
        LANDFALL_STORE: join(folder, 'jest'),
      },
      ROOT,
    );
    const { testResults } = JSON.parse(await readFile(json, 'utf8')) as {
      testResults: { assertionResults: { title: string; status: string }[] }[];
    };
    const tests = testResults.flatMap(({ assertionResults }) => assertionResults);
    expect(code).toBe(0);
    expect(tests.map(({ title, status }) => [title, status])).toEqual(
      findings.map(({ check, subject, title, status }) => [
        `${check} › ${subject}: ${title}`,
        status === 'not-applicable' ? 'pending' : 'passed',
      ]),
    );
  });

  test('a filtered run proves no suite', async () => {
    const { code, stdout } = await onSandbox('smoke', '--only', 'aurora', '--store', 'filtered');
    expect(code).toBe(3);
    expect(stdout).toContain('NOT PROVEN');
  });

  test('a machine format on standard output is alone there', async () => {
    const { stdout, stderr } = await onSandbox('smoke', '--output', 'json', '--store', 'json');
    expect((JSON.parse(stdout) as { verdict: string }).verdict).toBe('GO');
    expect(stderr).toContain('✔ GO');
  });
});

describe('AWS is still moving', () => {
  beforeAll(async () => {
    await applyFault('targets-registering', sandbox.url, spec);
  });
  afterAll(async () => {
    await healFaults(sandbox.url, spec);
  });

  test.each<[string, readonly string[], number]>([
    ['not proven without --wait', [], 3],
    ['still unsettled at the end of --wait', ['--wait', '1s'], 4],
  ])('%s', async (_, words, exitCode) => {
    const { code, stdout } = await onSandbox('smoke', ...words, '--store', 'moving');
    expect(code).toBe(exitCode);
    expect(stdout).toContain('NOT PROVEN');
  });

  test('--wait ends as soon as nothing is unsettled', async () => {
    await healFaults(sandbox.url, spec);
    const { code } = await onSandbox('smoke', '--wait', '10m', '--store', 'settled');
    expect(code).toBe(0);
  });
});

describe('a failure that somebody accepts', () => {
  const CHECKS = ['sg/db-from-app-only', 'sg/ingress-exact', 'sg/no-public-ingress'];
  const store = ['--store', 'waived'];
  let waivers = '';

  beforeAll(async () => {
    waivers = join(folder, 'accepted.yaml');
    await applyFault('database-open-to-the-world', sandbox.url, spec);
  });
  afterAll(async () => {
    await healFaults(sandbox.url, spec);
  });

  const judged = async (...more: string[]) => {
    const { code, stdout } = await onSandbox('smoke', ...store, '--waivers', waivers, ...more);
    return { code, verdict: /^\S (CONDITIONAL GO|NO-GO|GO)\b/m.exec(stdout)?.[1] };
  };

  test('is a conditional go until its last day is over, and fails again', async () => {
    expect((await onSandbox('smoke', ...store)).code).toBe(1);
    const terms = ['--owner', '@dba', '--expires', dayAfter(dayOf(new Date().toISOString()), 30)];
    for (const check of CHECKS) {
      const { code } = await landfall(
        ...['waivers', 'add', check, 'mistersmith-aurora', ...store, '--waivers', waivers],
        ...['--reason', 'The bastion goes with MIG-412.', ...terms],
      );
      expect(code).toBe(0);
    }
    expect(await judged('--strict-waivers')).toEqual({ code: 0, verdict: 'CONDITIONAL GO' });
    const [run] = (await readdir(join(folder, 'waived'))).sort().slice(-1);
    const stored = join(folder, 'waived', run ?? '');

    const text = await readFile(waivers, 'utf8');
    await writeFile(waivers, text.replaceAll(/expires: .*/g, 'expires: 2026-01-01'));
    expect(await judged()).toEqual({ code: 1, verdict: 'NO-GO' });
    expect((await judged('--strict-waivers')).code).toBe(2);

    // The run that was waived is judged as it was.
    const again = join(folder, 'waived.json');
    const { code } = await landfall(
      ...['judge', '--snapshot', join(stored, 'snapshot.json.gz')],
      ...['--spec', join(stored, 'spec.yaml'), '--env', 'production', '--findings', again],
    );
    expect(code).toBe(0);
    expect(await readFile(again, 'utf8')).toBe(
      await readFile(join(stored, 'findings.json'), 'utf8'),
    );
  });
});

describe('what stops a run', () => {
  test('another account: nothing is judged, and every row is there', async () => {
    const text = (await readFile(SPEC, 'utf8')).replaceAll('123456789012', '999999999999');
    const other = join(folder, 'other-account.yaml');
    await writeFile(other, text);
    const { code, stdout } = await landfall(
      'run',
      'smoke',
      '--spec',
      other,
      '--env',
      'production',
      '--endpoint',
      sandbox.url,
      '--store',
      'other',
    );
    expect(code).toBe(2);
    expect(stdout).toContain('The credentials belong to another account.');
    const findings = await findingsOf(join(await storedRun('other'), 'findings.json'));
    const healthy = await findingsOf(join(await storedRun('unbroken-smoke'), 'findings.json'));
    expect(findings).toHaveLength(healthy.length);
    expect(new Set(findings.map(({ status }) => status))).toEqual(
      new Set([
        'fail',
        'not-checked',
        ...(findings.some(({ status }) => status === 'not-applicable') ? ['not-applicable'] : []),
      ]),
    );
  });

  test('another region', async () => {
    const { code, stdout } = await run(
      process.execPath,
      [
        join(ROOT, 'cli/landfall.mjs'),
        'run',
        'smoke',
        '--spec',
        SPEC,
        '--env',
        'production',
        '--endpoint',
        sandbox.url,
        '--store',
        'region',
      ],
      { AWS_REGION: 'eu-west-1' },
    );
    expect(code).toBe(2);
    expect(stdout).toContain('The clients are set to another region.');
  });

  test('nobody at the endpoint: not proven, and it says so', async () => {
    const { code, stdout } = await landfall(
      'run',
      'smoke',
      '--spec',
      SPEC,
      '--env',
      'production',
      '--endpoint',
      'http://127.0.0.1:9',
      '--store',
      'nobody',
    );
    expect(code).not.toBe(0);
    expect(stdout).toContain('The network failed during sts:GetCallerIdentity.');
  });

  test('Ctrl-C leaves a run that is stored and marked as stopped', async () => {
    sandbox.overlay.setFault({ service: 'ecs', operation: '*', kind: 'hang' });
    const env = { ...process.env, ...CREDENTIALS };
    const ended = await new Promise<{ code: number | null; stdout: string }>((resolve) => {
      const child = execFile(
        process.execPath,
        [
          join(ROOT, 'cli/landfall.mjs'),
          'run',
          'smoke',
          '--spec',
          SPEC,
          '--env',
          'production',
          '--endpoint',
          sandbox.url,
          '--store',
          'interrupted',
        ],
        { cwd: folder, env },
        (_, stdout) => {
          resolve({ code: child.exitCode, stdout });
        },
      );
      child.stderr?.on('data', (text: string) => {
        if (text.includes('collected account')) setTimeout(() => child.kill('SIGINT'), 500);
      });
    });
    sandbox.overlay.clearFault();
    expect(ended.code).toBe(130);
    const report = JSON.parse(
      await readFile(join(await storedRun('interrupted'), 'run.json'), 'utf8'),
    ) as { stopped: string; verdict: string };
    expect(report).toMatchObject({ stopped: 'The run was interrupted.', verdict: 'NOT PROVEN' });
  });
});

describe('bad words', () => {
  test.each<[string, string[], RegExp]>([
    [
      'no such suite',
      ['run', 'smok', '--spec', SPEC],
      /there is no suite "smok"; did you mean "smoke"\?/,
    ],
    ['no spec', ['run', 'smoke'], /required option '--spec <file>' not specified/],
    [
      'no such file',
      ['validate', '--spec', 'none.yaml'],
      /none\.yaml: there is no such file\. Name the spec with --spec\./,
    ],
    [
      'no such format',
      ['run', 'smoke', '--spec', SPEC, '--output', 'junti'],
      /there is no report format "junti"; did you mean junit\?/,
    ],
    [
      'no such check',
      ['explain', 'sg/ingres-exact'],
      /there is no check "sg\/ingres-exact"; did you mean "sg\/ingress-exact"\?/,
    ],
    [
      'no such pattern',
      ['run', 'smoke', '--spec', SPEC, '--only', 'nothing'],
      /no check of the suite matches "nothing"/,
    ],
    [
      'no duration',
      ['run', 'smoke', '--spec', SPEC, '--wait', '10'],
      /A duration looks like 90s, 10m or 1h\./,
    ],
    ['no such environment', ['validate', '--spec', SPEC, '--env', 'prod'], /production/],
  ])('%s: exit code 2, a remedy and no stack', async (_, words, message) => {
    const { code, stderr } = await landfall(...words);
    expect(code).toBe(2);
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/\n\s+at /);
  });
});
