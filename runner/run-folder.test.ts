import { mkdtemp, readdir, readFile, rm, writeFile, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { ComparedFinding } from '../core/history/compared.ts';
import type { Plan } from '../core/plan.ts';
import type { Report } from '../core/report.ts';
import type { Snapshot } from '../core/snapshot.ts';
import type { RunFile } from './history/run-store.ts';
import { parseCompared, readReport, readSnapshot, writeRun } from './run-folder.ts';

const NO_NOTE = () => undefined;

let root = '';
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'landfall-runs-'));
});
afterEach(async () => {
  await rm(root, { recursive: true, force: true });
});

const snapshot: Snapshot = {
  formatVersion: 1,
  specDigest: 'd',
  suite: 'smoke',
  account: '123456789012',
  region: 'us-east-1',
  partition: 'aws',
  endpoint: null,
  takenAt: '2026-11-23T12:00:00.000Z',
  stopped: null,
  artifacts: {},
  calls: [],
};
const result = {
  plan: {} as Plan,
  snapshot,
  findings: [],
  report: { run: { id: '01TEST' } } as Report,
};

test('a run is a folder that is there whole, readable by its owner alone', async () => {
  const folder = await writeRun(root, result, 'version: 1\n', NO_NOTE);
  expect((await readdir(folder)).sort()).toEqual([
    'findings.json',
    'run.json',
    'snapshot.json.gz',
    'spec.yaml',
  ]);
  expect(await readdir(root)).toEqual(['01TEST']);
  expect(await readSnapshot(join(folder, 'snapshot.json.gz'))).toEqual(snapshot);
  expect(await readFile(join(folder, 'spec.yaml'), 'utf8')).toBe('version: 1\n');
});

test('waivers are kept beside the spec, where judging it again finds them', async () => {
  const texts = new Map<RunFile, string>([['landfall.waivers.yaml', 'version: 1\nwaivers: []\n']]);
  const folder = await writeRun(root, result, 'version: 1\n', NO_NOTE, texts);
  expect(await readdir(folder)).toContain('landfall.waivers.yaml');
  const { mode } = await stat(join(folder, 'landfall.waivers.yaml'));
  expect(mode & 0o777).toBe(0o600);
});

test('a run that cannot be stored leaves nothing behind, and says what to do', async () => {
  const file = join(root, 'file');
  await writeFile(file, '');
  await expect(writeRun(join(file, 'runs'), result, '', NO_NOTE)).rejects.toThrow(
    /Name another folder with --store\.$/,
  );
});

test.each([
  ['cut off', '{"formatVersion":1,', /is not JSON: it was cut off or is another kind of file\.$/],
  ['of another shape', '{"formatVersion":2}', /has another shape than this version reads\./],
])('a snapshot that is %s is refused', async (_, text, message) => {
  const file = join(root, 'snapshot.json');
  await writeFile(file, text);
  await expect(readSnapshot(file)).rejects.toThrow(message);
});

test('a report with a finding of another shape is refused, and told which', async () => {
  const json = JSON.parse(await readFile('reports/golden/run.json', 'utf8')) as {
    findings: Record<string, unknown>[];
  };
  Object.assign(json.findings[1] ?? {}, { status: 'passed' });
  const file = join(root, 'run.json');
  await writeFile(file, JSON.stringify(json));
  await expect(readReport(file)).rejects.toThrow(/another shape .*→ at findings\[1\]\.status/s);
});

test.each(['null', '[]', '{"formatVersion":3}', '{"formatVersion":3,"findings":{}}'])(
  'what is no report is refused: %s',
  async (text) => {
    const file = join(root, 'run.json');
    await writeFile(file, text);
    await expect(readReport(file)).rejects.toThrow(/has another shape than this version reads\./);
  },
);

/** The bytes of a text, so many at a time. */
async function* inPieces(text: string, bytes: number): AsyncGenerator<Uint8Array> {
  const all = Buffer.from(text);
  for (let at = 0; at < all.length; at += bytes) {
    await Promise.resolve();
    yield all.subarray(at, at + bytes);
  }
}

test('of a document that is to be compared, the findings have no more than that needs', async () => {
  const text = await readFile('reports/golden/run.json', 'utf8');
  const whole = await readReport('reports/golden/run.json');
  const compared = await parseCompared('run.json', inPieces(text, 1000));
  expect(compared).toEqual({
    ...whole,
    findings: whole.findings.map((finding) => ComparedFinding.parse(finding)),
  });
  expect(compared.findings.length).toBeGreaterThan(10);
  expect(compared.findings[0]).not.toHaveProperty('calls');
});

test.each([
  ['cut off', '{"formatVersion":3,"findings":[{"check":"a"', /^run\.json is not JSON: it was cut/],
  ['broken within a finding', '{"findings":[{"check":}]}', /^run\.json is not JSON: it was cut/],
  ['of another shape', '{"findings":[{"check":"a"}]}', /^run\.json .*→ at findings\[0\]\.subject/s],
  [
    'with a finding that is none',
    '{"formatVersion":3,"findings":[7]}',
    /^run\.json has another shape/,
  ],
  ['no report', '{"formatVersion":3,"findings":{}}', /^run\.json has another shape/],
])('a document to be compared that is %s is refused', async (_, text, message) => {
  await expect(parseCompared('run.json', inPieces(text, 7))).rejects.toThrow(message);
});

test('a report that is not there is refused by name', async () => {
  await expect(readReport(join(root, 'none.json'))).rejects.toThrow(
    /none\.json cannot be read: ENOENT/,
  );
});
