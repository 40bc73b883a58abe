import { access, chmod, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { locateEmulator } from './locate.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'landfall-locate-'));
  await mkdir(join(folder, 'bin'));
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

interface Answer {
  moto?: string | null;
  server?: boolean;
  venv?: boolean;
  version?: [number, number];
}

/** A program that answers as the probe of an interpreter does, and that makes "virtual environments" of itself. */
async function program(name: string, answer: Answer | null, inside: Answer = {}): Promise<string> {
  const file = join(folder, 'bin', name);
  const facts = (own: string, more: Answer) =>
    JSON.stringify({
      executable: own,
      version: [3, 12],
      moto: null,
      server: true,
      venv: true,
      ...more,
    });
  const made = facts('made', { moto: '5.2.1', ...inside });
  const script = `#!/bin/sh
if [ "$2" = venv ]; then
  mkdir -p "$3/bin"
  cat > "$3/bin/python" <<'INSIDE'
#!/bin/sh
[ "$2" = pip ] && exit 0
echo '${made}'
INSIDE
  chmod +x "$3/bin/python"
  exit 0
fi
${answer === null ? 'exit 127' : `echo '${facts(file, answer)}'`}
`;
  await writeFile(file, script);
  await chmod(file, 0o755);
  return file;
}

const locate = () =>
  locateEmulator({ PATH: join(folder, 'bin'), LANDFALL_CACHE: join(folder, 'cache') });

test('a server on PATH of the right release is taken, by the interpreter behind it', async () => {
  const shim = await program('moto_server', { moto: '5.2.1' });
  expect(await locate()).toEqual({ python: shim, source: 'path' });
});

test('a script with a shebang is asked by its interpreter', async () => {
  const python = await program('python-of-tool', { moto: '5.2.1' });
  const script = join(folder, 'bin', 'moto_server');
  await writeFile(script, `#!${python}\nthis is never run\n`);
  await chmod(script, 0o755);
  expect(await locate()).toEqual({ python, source: 'path' });
});

test.each([
  ['another release', { moto: '5.2.0' }, /moto_server: it is moto 5\.2\.0\./],
  [
    'no server extra',
    { moto: '5.2.1', server: false },
    /moto_server: its moto lacks the server extra\./,
  ],
  ['no moto', { moto: null }, /moto_server: its interpreter has no moto\./],
  ['a broken shim', null, /moto_server: the interpreter behind it does not run\./],
])('%s is not taken, and said', async (_name, answer, message) => {
  await program('moto_server', answer);
  await expect(locate()).rejects.toMatchObject({
    code: 'EMULATOR_UNAVAILABLE',
    message: expect.stringMatching(message),
  });
});

test('without a server one is installed into the cache, once', async () => {
  await program('python3', {});
  const python = join(folder, 'cache', 'moto-5.2.1', 'bin', 'python');
  expect(await locate()).toEqual({ python, source: 'installed' });
  expect(await locate()).toEqual({ python, source: 'cache' });
  expect(await readdir(join(folder, 'cache'))).toEqual(['moto-5.2.1']);
});

test('two that install at once end with one installation', async () => {
  await program('python3', {});
  const [first, second] = await Promise.all([locate(), locate()]);
  expect(second.python).toBe(first.python);
  expect(await readdir(join(folder, 'cache'))).toEqual(['moto-5.2.1']);
});

test('a cached installation that does not work is replaced', async () => {
  const broken = join(folder, 'cache', 'moto-5.2.1');
  await mkdir(broken, { recursive: true });
  await program('python3', {});
  expect((await locate()).source).toBe('installed');
  await access(join(broken, 'bin', 'python'));
  expect(await readdir(join(folder, 'cache'))).toEqual(['moto-5.2.1']);
});

test('an installation that has no moto afterwards is an error', async () => {
  await program('python3', {}, { moto: null });
  await expect(locate()).rejects.toMatchObject({ code: 'EMULATOR_UNAVAILABLE' });
});

test.each([
  ['too old', { version: [3, 9] as [number, number] }, /python3: it is Python 3\.9\./],
  ['without venv', { venv: false }, /python3: it cannot make virtual environments/],
])('a Python that is %s is not used', async (_name, answer, message) => {
  await program('python3', answer);
  await expect(locate()).rejects.toMatchObject({ message: expect.stringMatching(message) });
});

test('with nothing at all the message says how to mend it', async () => {
  await expect(locate()).rejects.toMatchObject({
    message: expect.stringMatching(
      /^The AWS emulator \(moto 5\.2\.1\) is not installed[\s\S]*PATH: no python3 and no python\.[\s\S]*Install Python 3\.10 or newer/,
    ),
  });
});
