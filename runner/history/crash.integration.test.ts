// What is left when processes are killed, disks are full and folders are read-only: with real processes and real limits.
import { execFile, execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { readReport } from '../run-folder.ts';
import { RUN_FILES } from './run-store.ts';
import { idOf } from './testing/stored.ts';

jest.setTimeout(120_000);

const KEEP = join(__dirname, 'testing', 'keep-one.ts');
const NOBODY = 65_534;
const isRoot = process.getuid?.() === 0;

interface Kept {
  readonly place: string | null;
  readonly failure: string | null;
  readonly notes: readonly string[];
  readonly since: string | null;
}

let root = '';
const runs = () => join(root, 'runs');
const index = () => join(root, 'history.db');
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'landfall-crash-'));
});
afterEach(async () => {
  await chmod(runs(), 0o700).catch(() => undefined);
  await rm(root, { recursive: true, force: true });
});

function run(file: string, words: readonly string[], options: object = {}): Promise<Kept> {
  return new Promise((resolve, reject) => {
    execFile(file, words, options, (error, stdout, stderr) => {
      if (error !== null) reject(new Error(`${error.message}\n${stderr}`));
      else if (stderr !== '') reject(new Error(`There are warnings: ${stderr}`));
      else resolve(JSON.parse(stdout) as Kept);
    });
  });
}

const keep = (number: number, findings = 3) =>
  run(process.execPath, [KEEP, runs(), index(), String(number), String(findings)]);

/** A process that stands still in the middle of writing a run. */
async function halfWritten(number: number): Promise<ChildProcess> {
  const child = spawn(process.execPath, [KEEP, runs(), index(), String(number)], {
    env: { ...process.env, HOLD: '1' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  return child;
}

test('runs that are kept at the same time are all there, whole, and known to the next', async () => {
  const numbers = [1, 2, 3, 4, 5, 6];
  const kept = await Promise.all(numbers.map((number) => keep(number, 300)));
  expect(kept.map(({ failure }) => failure)).toEqual(numbers.map(() => null));
  for (const number of numbers) {
    expect((await readdir(join(runs(), idOf(number)))).sort()).toEqual(RUN_FILES.toSorted());
    await readReport(join(runs(), idOf(number), 'run.json'));
  }
  expect(await readdir(runs())).toHaveLength(numbers.length);
  expect(await keep(7, 300)).toMatchObject({ since: idOf(6), notes: [] });
});

test('runs that find the index damaged at the same time lose nothing', async () => {
  await keep(1);
  await writeFile(index(), 'x'.repeat(9000));
  const kept = await Promise.all([2, 3, 4].map((number) => keep(number)));
  expect(kept.map(({ failure }) => failure)).toEqual([null, null, null]);
  expect(await keep(5)).toMatchObject({ since: idOf(4), failure: null });
  expect(await keep(6)).toMatchObject({ since: idOf(5), notes: [] });
});

describe('kill -9 in the middle of writing', () => {
  test('half a run is not to be seen, and the next run removes it', async () => {
    await keep(1);
    const child = await halfWritten(2);
    child.kill('SIGKILL');
    await once(child, 'exit');
    const left = (await readdir(runs())).filter((name) => name.startsWith('.unfinished-'));
    expect(left).toHaveLength(1);
    const next = await keep(3);
    expect(next).toMatchObject({
      since: idOf(1),
      failure: null,
      notes: [`Removed what 1 ended process left unfinished in ${runs()}.`],
    });
    expect((await readdir(runs())).sort()).toEqual([idOf(1), idOf(3)]);
  });

  test('what a living process or another machine is writing is left alone', async () => {
    const child = await halfWritten(2);
    const elsewhere = `.unfinished-${idOf(9)}.not-${hostname()}.1`;
    await mkdir(join(runs(), elsewhere));
    expect(await keep(3)).toMatchObject({ since: null, notes: [], failure: null });
    const unfinished = (await readdir(runs())).filter((name) => name.startsWith('.'));
    expect(unfinished.sort()).toEqual(
      [elsewhere, `.unfinished-${idOf(2)}.${hostname()}.${child.pid ?? 0}`].sort(),
    );
    child.kill('SIGKILL');
    await once(child, 'exit');
  });
});

describe('a full disk', () => {
  const ELSEWHERE =
    /Free space there, .* or name another folder with --store\. (Meanwhile it is kept in|It could not be kept in)/;

  test('a limit on the size of files stands in for one everywhere', async () => {
    await keep(1);
    const words = [process.execPath, KEEP, runs(), index(), '2', '2000'];
    // In units of 512 bytes or of 1 KiB, by the shell: less than the run's document and more than the index.
    const limited = await run('sh', ['-c', 'ulimit -f 400 && exec "$@"', 'sh', ...words]);
    expect(limited.failure).toMatch(/^The run cannot be stored in .*: EFBIG/);
    expect(limited.failure).toMatch(ELSEWHERE);
    expect(await readdir(runs())).toEqual([idOf(1)]);
    expect(await keep(3)).toMatchObject({ since: idOf(1), failure: null });
  });

  const own = (canMount() ? test : test.skip).bind(null);
  own('a small disk of its own: the run is kept elsewhere, whole', async () => {
    const words = [process.execPath, KEEP, runs(), index(), '2', '2000'];
    const script =
      'mkdir -p "$0" && mount -t tmpfs -o size=64k tmpfs "$0" && "$@" && ls -A "$0" >&2';
    const output = await new Promise<{ stdout: string; stderr: string }>((resolve, reject) => {
      execFile(
        'unshare',
        ['-Urm', 'sh', '-c', script, runs(), ...words],
        (error, stdout, stderr) => {
          if (error === null) resolve({ stdout, stderr });
          else reject(new Error(stderr));
        },
      );
    });
    const kept = JSON.parse(output.stdout) as Kept;
    expect(kept.failure).toMatch(/^The run cannot be stored in .*: ENOSPC/);
    expect(kept.failure).toMatch(ELSEWHERE);
    // Nothing is left on it.
    expect(output.stderr).toBe('');
    expect((await readdir(kept.place ?? '')).sort()).toEqual(RUN_FILES.toSorted());
    await rm(join(kept.place ?? '', '..'), { recursive: true });
  });
});

test('a read-only folder: the run is kept elsewhere, and the message says how to mend it', async () => {
  await mkdir(runs());
  await chmod(runs(), 0o555);
  await chmod(root, 0o755);
  const user = isRoot ? { uid: NOBODY, gid: NOBODY } : {};
  const words = [KEEP, runs(), index(), '1', '1'];
  const kept = await run(process.execPath, words, { ...user, env: { ...process.env, HOME: root } });
  expect(kept.failure).toMatch(
    /^The run cannot be stored in .*: EACCES.* Make it writable for this user, or name another folder with --store\. Meanwhile it is kept in /,
  );
  expect((await readdir(kept.place ?? '')).sort()).toEqual(RUN_FILES.toSorted());
  expect(await readdir(runs())).toEqual([]);
  await rm(join(kept.place ?? '', '..'), { recursive: true });
});

/** Whether this user may make file systems of its own, as most Linux systems let everybody. */
function canMount(): boolean {
  try {
    const script = 'mount -t tmpfs tmpfs /mnt';
    execFileSync('unshare', ['-Urm', 'sh', '-c', script], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
