// `landfall load` as a user runs it: real k6 against a target on loopback whose capacity is known.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { LoadDocument } from '../core/load/load-document.ts';
import { WHOLE_SPEC } from '../core/spec/testing/whole-spec.ts';
import { describeWithK6 } from '../runner/load/testing/k6-for-tests.ts';
import { forkLoadTarget } from '../sandbox/load-target/process.ts';
import type { LoadTarget } from '../sandbox/load-target/target.ts';

jest.setTimeout(120_000);

const ROOT = join(__dirname, '..');

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

interface Told {
  readonly spec?: string;
  readonly variables?: Readonly<Record<string, string>>;
}

/** Nobody's: neither the environment nor a file nor an instance gives any. */
const NO_CREDENTIALS = {
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_CONFIG_FILE: '/nonexistent',
  AWS_SHARED_CREDENTIALS_FILE: '/nonexistent',
  AWS_ACCESS_KEY_ID: '',
  AWS_SECRET_ACCESS_KEY: '',
  AWS_PROFILE: '',
};

describeWithK6('landfall load', (k6) => {
  let target: LoadTarget;
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'landfall-load-cli-'));
    target = await forkLoadTarget({
      slots: 20,
      service: { kind: 'constant', meanMs: 20 },
      seed: 1,
    });
    await writeFile(join(folder, 'spec.yaml'), specFor(target.origin));
  });
  afterAll(async () => {
    await target.stop();
    await rm(folder, { recursive: true });
  });

  /** A spec with a workload that the target carries, and scenarios of seconds. */
  function specFor(origin: string, environment = 'test'): string {
    const load = `load:
  target: { origin: "${origin}", environment: ${environment}, timeoutMs: 8000 }
  limits: { requestsPerSecond: 60, requests: 15000, minutes: 8, virtualUsers: 1000 }
  scenarios:
    smoke: { seconds: 3 }
    baseline: { warmUpSeconds: 1, steadySeconds: 4 }
    breakpoint: { widthRatio: 0.4, warmUpSeconds: 1, steadySeconds: 4, quietSeconds: 4 }
  workloads:
    web:
      service: main/api
      requestsPerSecond: 50
      # How late a request may be sent follows from it, and other tests run beside this one.
      slo: { p95Ms: 4000, errorRatio: 0.01 }
      requests: { work: { method: GET, path: /work } }
`;
    return WHOLE_SPEC.replace(/load:\n {2}connections: .*\n/, load);
  }

  function landfall(
    words: readonly string[],
    onStderr: (text: string, kill: (signal: NodeJS.Signals) => void) => void = () => undefined,
    { spec = 'spec.yaml', variables = {} }: Told = {},
  ): Promise<Ended> {
    return new Promise((resolve) => {
      const child = spawn(
        process.execPath,
        [join(ROOT, 'cli', 'landfall.mjs'), 'load', ...words, '--spec', spec],
        {
          cwd: folder,
          env: { ...process.env, ...NO_CREDENTIALS, ...variables, COLUMNS: '400', NO_COLOR: '1' },
          stdio: ['ignore', 'pipe', 'pipe'],
        },
      );
      let stdout = '';
      let stderr = '';
      child.stdout.on('data', (chunk) => (stdout += String(chunk)));
      child.stderr.on('data', (chunk) => {
        stderr += String(chunk);
        onStderr(stderr, (signal) => child.kill(signal));
      });
      child.on('close', (code) => {
        resolve({ code, stdout, stderr });
      });
    });
  }

  /** Of the one test that was kept in a folder. */
  async function kept(store: string): Promise<{ path: string; document: LoadDocument }> {
    const [id = ''] = await readdir(join(folder, store));
    const path = join(store, id);
    const text = await readFile(join(folder, path, 'load.json'), 'utf8');
    return { path, document: LoadDocument.parse(JSON.parse(text)) };
  }

  const run = (store: string, ...words: readonly string[]) => [
    ...['run', '--k6', k6.program, '--store', store, '--no-watch'],
    ...words.flatMap((word) => ['--scenario', word]),
  ];

  test('a test of seconds is sent, kept and judged again, and never says that a size holds', async () => {
    const sent = await landfall(run('whole', 'smoke', 'baseline'));
    expect(sent.code).toBe(3);
    expect(sent.stdout).toContain(
      '? INCONCLUSIVE  smoke of web (scope): 3 of 3 requests were answered.',
    );
    const { path, document } = await kept('whole');
    expect(document.load.scenarios.map(({ totals }) => totals)).toEqual([
      { offered: 3, completed: 3, failed: 0, dropped: 0 },
      { offered: 150, completed: 150, failed: 0, dropped: 0 },
    ]);
    expect(document.verdict).toBe('INCONCLUSIVE');
    const again = await landfall(['judge', path, '--json']);
    expect([again.code, again.stderr]).toEqual([3, '']);
    expect(JSON.parse(again.stdout)).toEqual(document);
  });

  test('a login is sent with every request, and stands nowhere but there', async () => {
    const canary = 'Basic-canary-4242';
    const seen: (string | undefined)[] = [];
    const server = createServer((request, response) => {
      seen.push(request.headers.authorization);
      // So that the stream, the reports and what k6 says are of failures, too.
      response
        .writeHead(seen.length % 2 === 0 ? 200 : 500)
        .end(String(request.headers.authorization));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const login =
      'timeoutMs: 8000, headersFromEnvironment: { authorization: LANDFALL_LOAD_AUTHORIZATION }';
    await writeFile(join(folder, 'login.yaml'), specFor(origin).replace('timeoutMs: 8000', login));

    const unset = await landfall(run('unset', 'smoke'), undefined, {
      spec: 'login.yaml',
      variables: { LANDFALL_LOAD_AUTHORIZATION: '' },
    });
    expect(unset.code).toBe(2);
    expect(unset.stderr).toContain(
      'LANDFALL_LOAD_AUTHORIZATION is not set, and load.target.headersFromEnvironment takes the header authorization from it. Nothing was sent.',
    );
    expect(seen).toEqual([]);

    const told = { spec: 'login.yaml', variables: { LANDFALL_LOAD_AUTHORIZATION: canary } };
    const sent = await landfall(run('login', 'smoke', 'baseline'), undefined, told);
    const { path, document } = await kept('login');
    const again = await landfall(['judge', path, '--json'], undefined, told);
    const plan = await landfall(['plan', '--json'], undefined, told);
    server.close();
    server.closeAllConnections();

    expect(seen.length).toBeGreaterThanOrEqual(3);
    expect(new Set(seen)).toEqual(new Set([canary]));
    expect(document.load.scenarios[0]?.totals.offered).toBe(3);
    const files = await readdir(join(folder, path));
    expect(files).toContain('load.json');
    expect(files).toContain('scenario-1-smoke.json.gz');
    const texts = await Promise.all(
      files.map(async (name) => {
        const content = await readFile(join(folder, path, name));
        return (name.endsWith('.gz') ? gunzipSync(content) : content).toString('utf8');
      }),
    );
    // The name of the variable is kept, so that it would be seen if these were not the files.
    expect(texts.filter((text) => text.includes('LANDFALL_LOAD_AUTHORIZATION'))).not.toEqual([]);
    const outputs = [sent, again, plan].flatMap(({ stdout, stderr }) => [stdout, stderr]);
    for (const text of [...texts, ...outputs]) {
      expect(text).not.toContain(canary);
      expect(text).not.toContain(Buffer.from(canary).toString('base64'));
    }
  });

  test('two generators send a part each, which only merged are the planned load', async () => {
    const startAt = new Date(Date.now() + 25_000).toISOString().replace(/\.\d+Z/, 'Z');
    const part = (number: number, scenario = 'baseline') => [
      ...run(`part-${number}`, scenario),
      ...['--segment', `${number}/2`, '--start-at', startAt],
    ];
    const sent = await Promise.all([landfall(part(1)), landfall(part(2))]);
    const alone = /This is segment [12] of 2 of the load alone: merge it with the others/;
    for (const { code, stdout } of sent) {
      expect(code).toBe(2);
      expect(stdout).toMatch(alone);
    }
    const parts = await Promise.all([kept('part-1'), kept('part-2')]);
    const offered = parts.map(({ document }) => document.load.scenarios[0]?.totals.offered ?? 0);
    expect(Math.min(...offered)).toBeGreaterThan(0);

    const paths = parts.map(({ path }) => path);
    const merged = await landfall(['merge', ...paths, '--output', 'merged', '--json']);
    expect([merged.code, merged.stderr]).toEqual([2, '']);
    const document = LoadDocument.parse(JSON.parse(merged.stdout));
    // Without credentials neither sees AWS's clock, which is all that is missing.
    const unseen = (number: number) =>
      `Segment ${number} of 2: how far its generator's clock is from AWS's was not seen, so that it is not known to have been sent with the others.`;
    expect(document.workloads).toMatchObject([
      {
        ...{ verdict: 'INVALID', rule: 'V1' },
        reason: `The load was not the planned one. ${unseen(1)} ${unseen(2)}`,
      },
    ]);
    expect(document.load.scenarios.map(({ totals }) => totals)).toEqual([
      { offered: 150, completed: 150, failed: 0, dropped: 0 },
    ]);
    const again = await landfall(['judge', 'merged', '--json']);
    expect(JSON.parse(again.stdout)).toEqual(document);

    const lost = await landfall(['merge', paths[0] ?? '', '--output', 'lost']);
    expect(lost.code).toBe(2);
    expect(lost.stdout).toContain('Segment 2 of 2 is missing.');
    expect((await landfall(['judge', 'lost'])).code).toBe(2);
    const over = await landfall(['merge', ...paths, '--output', 'merged']);
    expect([over.code, over.stderr]).toEqual([
      2,
      'merged: it is there already, and no load test is overwritten.\n',
    ]);
  });

  test.each([
    [
      'a segment without a moment to begin',
      ['smoke'],
      ['--segment', '1/2'],
      'A --segment is sent by one process, of one --scenario, and begins with the others: --start-at.',
    ],
    [
      'a segment of several scenarios',
      ['smoke', 'baseline'],
      ['--segment', '1/2', '--start-at', '2026-11-29T09:00:00Z'],
      'A --segment is sent by one process, of one --scenario, and begins with the others: --start-at.',
    ],
    [
      'a moment that is over',
      ['smoke'],
      ['--segment', '1/2', '--start-at', '2020-01-01T00:00:00Z'],
      'Name a later moment, the same for all generators.',
    ],
    [
      'a segment of a search',
      ['breakpoint'],
      ['--segment', '1/2', '--start-at', '2036-11-29T09:00:00Z'],
      'Each level of a breakpoint follows from how the ones before it went, so that it cannot be planned for several generators',
    ],
    [
      'a moment for a whole load',
      ['smoke'],
      ['--start-at', '2026-11-29T09:00:00Z'],
      '--start-at is for a --segment of a load; a whole one begins at once.',
    ],
  ])('%s is refused before anything is sent', async (_what, kinds, words, sentence) => {
    const { code, stdout, stderr } = await landfall([...run('refused', ...kinds), ...words]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(sentence);
  });

  test('without credentials the load is sent all the same, and it is said that AWS is not watched', async () => {
    const words = run('unwatched', 'smoke').filter((word) => word !== '--no-watch');
    const sent = await landfall(words);
    expect(sent.code).toBe(3);
    expect(sent.stderr).toMatch(
      /^AWS is not watched, and what it reports is not kept\. The credentials do not serve for sts:GetCallerIdentity\. /,
    );
    const { path, document } = await kept('unwatched');
    expect(document.watched).toBe(false);
    expect(await readdir(join(folder, path))).not.toContain('deployment.json.gz');

    const { host } = new URL(target.origin);
    await writeFile(join(folder, 'spec.yaml'), specFor(target.origin, 'production'));
    const confirm = ['--confirm', `123456789012/${host}`];
    const production = await landfall([...run('refused', 'smoke'), ...confirm]);
    await writeFile(join(folder, 'spec.yaml'), specFor(target.origin));
    expect([production.code, production.stdout]).toEqual([2, '']);
    expect(production.stderr).toContain(
      'is production, and is loaded only with credentials that are seen to be of its account.',
    );

    const refused = await landfall([...run('refused', 'smoke'), '--watch']);
    expect([refused.code, refused.stdout]).toEqual([2, '']);
    expect(refused.stderr).toMatch(/^AWS cannot be watched\. .* leave --watch out\.\n$/);
  });

  test('a target that fails ends the test after the smoke', async () => {
    await fetch(`${target.origin}/fail?share=1`, { method: 'POST' });
    const sent = await landfall(run('failing', 'smoke', 'baseline'));
    await fetch(`${target.origin}/fail?share=0`, { method: 'POST' });
    expect(sent.code).toBe(1);
    expect(sent.stderr).toContain('The scenario baseline and what follows it is not sent.');
    const { document } = await kept('failing');
    expect(document.load.scenarios.map(({ name }) => name)).toHaveLength(1);
    expect(document.verdict).toBe('UNDERSIZED');
    expect(document.stop?.by).toBe('verdict');
  });

  test('levels of seconds decide nothing: the search ends, holds nothing, and says the same again', async () => {
    const sent = await landfall(run('short', 'breakpoint'));
    expect(sent.code).toBe(3);
    const { path, document } = await kept('short');
    const [scenario] = document.load.scenarios;
    expect(scenario?.levels.map(({ requestsPerSecond }) => requestsPerSecond)).toEqual([25, 50]);
    expect(scenario?.capacity).toMatchObject({
      lowerRequestsPerSecond: null,
      upperRequestsPerSecond: null,
      ended: 'undecided',
    });
    expect(document.workloads).toMatchObject([{ scenario: 'breakpoint', verdict: 'INCONCLUSIVE' }]);
    expect(sent.stdout).toContain(
      'capacity at the objective: not known. It cannot be told more closely',
    );
    const again = await landfall(['judge', path, '--json']);
    expect([again.code, again.stderr]).toEqual([3, '']);
    expect(JSON.parse(again.stdout)).toEqual(document);

    await rm(join(folder, path, 'scenario-2-breakpoint.json.gz'));
    const part = await landfall(['judge', path]);
    expect(part.code).toBe(2);
    expect(part.stderr).toContain(
      '2 levels of the breakpoint were sent and 1 are kept here: a part of a load test is not judged.',
    );
  });

  test('a target that fails at every level is undersized, and is not loaded again before it answers', async () => {
    await fetch(`${target.origin}/fail?share=1`, { method: 'POST' });
    const sent = await landfall(run('broken', 'breakpoint'));
    await fetch(`${target.origin}/fail?share=0`, { method: 'POST' });
    expect(sent.code).toBe(1);
    const { document } = await kept('broken');
    expect(document.load.scenarios[0]?.capacity).toMatchObject({
      lowerRequestsPerSecond: null,
      upperRequestsPerSecond: 50,
      ended: 'spoiled',
    });
    expect(sent.stderr).toContain('at the end of the quiet time answers still failed');
  });

  test('what a search may come to is planned at its worst', async () => {
    const plan = await landfall(['plan', '--scenario', 'breakpoint', '--json']);
    const { loads, refusals } = JSON.parse(plan.stdout) as {
      readonly loads: readonly Record<string, unknown>[];
      readonly refusals: readonly unknown[];
    };
    expect(refusals).toEqual([]);
    expect(loads).toMatchObject([
      { scenario: 'breakpoint', workload: 'web', peakRequestsPerSecond: 60, levelsAtMost: 6 },
    ]);
  });

  test('interrupted, it keeps what was seen, and holds nothing of it', async () => {
    const sent = await landfall(run('interrupted', 'baseline'), (text, kill) => {
      if (/baseline \(1 of 1\) {2}[1-9]/.test(text)) kill('SIGINT');
    });
    expect(sent.code).toBe(130);
    const { document } = await kept('interrupted');
    expect(document.stop).toEqual({ by: 'caller', sentence: 'The run was interrupted.' });
    expect(document.verdict).toBe('INVALID');
    expect(document.load.scenarios[0]?.totals.completed).toBeGreaterThan(0);
  });

  test.each([
    [
      'a scenario that exceeds the limits',
      () => specFor(target.origin),
      ['soak'],
      'The scenario soak cannot be sent:',
    ],
    [
      'production without its word',
      () => specFor(target.origin, 'production'),
      ['smoke'],
      'is production. To load it, say so: --confirm 123456789012/127.0.0.1:',
    ],
    [
      'the metadata of an instance',
      () => specFor('http://169.254.169.254'),
      ['smoke'],
      'http://169.254.169.254: the name 169.254.169.254 leads to 169.254.169.254, which is a link-local, metadata, unspecified or multicast address. No load goes there.',
    ],
    [
      'a spec that declares no load to send',
      () => WHOLE_SPEC,
      ['smoke'],
      'The spec declares no load that can be sent: it lacks load.target, load.limits, load.workloads.',
    ],
  ])('%s is refused before anything is sent', async (_what, spec, scenarios, message) => {
    await writeFile(join(folder, 'spec.yaml'), spec());
    const sent = await landfall(run('refused', ...scenarios));
    await writeFile(join(folder, 'spec.yaml'), specFor(target.origin));
    expect(sent.stderr).toContain(message);
    expect(sent.code).toBe(2);
    await expect(readdir(join(folder, 'refused'))).rejects.toThrow('ENOENT');
  });

  test('a k6 that is not there is refused before anything is sent, and so is a store that cannot be written', async () => {
    const noK6 = await landfall(['run', '--k6', '/nonexistent', '--store', 'refused']);
    expect(noK6.code).toBe(2);
    expect(noK6.stderr).toBe(
      '--k6 names /nonexistent, and it cannot be taken: it does not run. Name another k6, or leave --k6 out and run: landfall load install-k6\n',
    );
    const before = await served();
    const noStore = await landfall(run('spec.yaml', 'smoke'));
    expect(noStore.code).toBe(2);
    expect(noStore.stderr).toMatch(
      /^spec\.yaml\/\w+: the load test cannot be kept here: .*\. Name another place with --store\.\n$/,
    );
    expect(await served()).toEqual(before);
  });

  /** What came to the target: how long it has been there goes on by itself. */
  async function served(): Promise<unknown> {
    const stats = (await (await fetch(`${target.origin}/stats`)).json()) as object;
    return { ...stats, usage: null };
  }

  test('a kept test of another target is not judged by this spec', async () => {
    const { path } = await kept('whole');
    await writeFile(join(folder, 'spec.yaml'), specFor('http://127.0.0.1:9'));
    const judged = await landfall(['judge', path]);
    await writeFile(join(folder, 'spec.yaml'), specFor(target.origin));
    expect(judged.code).toBe(2);
    expect(judged.stderr).toContain(
      "the spec's target is http://127.0.0.1:9. It says nothing of that.",
    );
  });

  test('a kept scenario that is cut off is not judged as if it were all', async () => {
    const { path } = await kept('whole');
    const file = join(folder, path, 'scenario-2-baseline.json.gz');
    const whole = await readFile(file);
    await writeFile(file, whole.subarray(0, whole.length / 2));
    const judged = await landfall(['judge', path]);
    await writeFile(file, whole);
    expect(judged.code).toBe(2);
    expect(judged.stderr).toMatch(/scenario-2-baseline\.json\.gz: the load test cannot be read:/);
  });
});
