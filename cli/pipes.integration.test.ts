// Long reports on standard output, as a shell pipes them: they arrive whole, or the reader has had enough, and the exit
// code is that of the command either way. Nobody is at the endpoint, so nothing is proven.
import { spawn } from 'node:child_process';
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Report } from '../core/report.ts';
import { specOf } from './testing/large-spec.ts';

jest.setTimeout(120_000);

const ROOT = join(__dirname, '..');
const LEAST_BYTES = 5_000_000;
const NOBODY = 'http://127.0.0.1:9';
const SPEC = ['--spec', 'spec.yaml'];

let folder = '';
let stored = '';

interface Piped {
  /** What the reader let through. */
  readonly read: string;
  readonly code: number;
  readonly stderr: string;
}

/** `landfall <words> | <reader>` in a shell. */
function piped(words: readonly string[], reader: string): Promise<Piped> {
  const command = `("$0" "$@"; echo "code $?" >&2) | ${reader}`;
  const program = [process.execPath, join(ROOT, 'cli', 'landfall.mjs'), ...words];
  return new Promise((resolve) => {
    const child = spawn('sh', ['-c', command, ...program], {
      cwd: folder,
      env: {
        ...process.env,
        AWS_ACCESS_KEY_ID: 'test',
        AWS_SECRET_ACCESS_KEY: 'test',
        AWS_REGION: 'eu-west-1',
        NODE: process.execPath,
        GITHUB_ACTIONS: '',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const chunks: Buffer[] = [];
    let stderr = '';
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.stderr.on('data', (chunk) => (stderr += String(chunk)));
    child.on('close', () => {
      const code = Number(/code (\d+)\n$/.exec(stderr)?.[1]);
      resolve({ read: Buffer.concat(chunks).toString('utf8'), code, stderr });
    });
  });
}

/** Waits after each piece, so that the pipe is full most of the time. */
const SLOW_READER = `"$NODE" -e '
  process.stdin.on("data", (piece) => {
    process.stdout.write(piece);
    process.stdin.pause();
    setTimeout(() => process.stdin.resume(), 5);
  });
'`;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'landfall-pipes-'));
  await writeFile(join(folder, 'spec.yaml'), specOf(1500));
  const { code } = await piped(
    ['run', 'compliance', ...SPEC, '--endpoint', NOBODY, '--quiet', '--store', 'runs'],
    'cat',
  );
  expect(code).toBe(3);
  const [id = ''] = await readdir(join(folder, 'runs'));
  stored = join('runs', id);
  const { size } = await stat(join(folder, stored, 'run.json'));
  expect(size).toBeGreaterThan(LEAST_BYTES);
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

const COMMANDS: readonly (readonly [string, () => readonly string[], number])[] = [
  ['convert', () => ['convert', stored], 0],
  ['judge', () => ['judge', '--snapshot', join(stored, 'snapshot.json.gz'), ...SPEC], 3],
  ['run', () => ['run', 'compliance', ...SPEC, '--endpoint', NOBODY, '--store', 'again'], 3],
];

describe.each(COMMANDS)('%s --output json', (_, words, exitCode) => {
  test.each([
    ['a reader of everything', 'cat'],
    ['a slow reader', SLOW_READER],
  ])('%s gets the whole document', async (_name, reader) => {
    const { read, code } = await piped([...words(), '--output', 'json'], reader);
    expect(code).toBe(exitCode);
    expect(Buffer.byteLength(read)).toBeGreaterThan(LEAST_BYTES);
    expect((JSON.parse(read) as Report).verdict).toBe('NOT PROVEN');
  });

  test('a reader of a little ends it without a word', async () => {
    const { read, code, stderr } = await piped([...words(), '--output', 'json'], 'head -c 100000');
    expect(code).toBe(exitCode);
    expect(read).toHaveLength(100_000);
    expect(stderr).not.toMatch(/EPIPE|landfall failed/);
  });
});

test('a document that was judged says what proves the migration plan, beyond its own suite', async () => {
  const words = ['run', 'smoke', ...SPEC, '--endpoint', NOBODY, '--store', 'smoke', '-o', 'json'];
  const { migrationPlan, findings } = JSON.parse((await piped(words, 'cat')).read) as Report;
  const statements = migrationPlan?.subPhases.flatMap((subPhase) => subPhase.statements) ?? [];
  const provers = new Set(statements.flatMap(({ checks }) => checks));
  const judged = new Set(findings.map(({ check }) => check));
  expect(statements).toHaveLength(54);
  expect([...provers].filter((check) => !judged.has(check))).not.toEqual([]);
});
