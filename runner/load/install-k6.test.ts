import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { installK6 } from './install-k6.ts';
import { K6Error } from './k6-error.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'landfall-install-k6-'));
});
afterEach(() => rm(folder, { recursive: true }));

const cache = () => join(folder, 'cache');
const place = () => join(cache(), 'k6-1.8.1', 'k6');
const environment = (own: NodeJS.ProcessEnv = {}) => ({
  LANDFALL_CACHE: cache(),
  PATH: `${join(folder, 'bin')}:/usr/bin:/bin`,
  ...own,
});

async function script(lines: readonly string[], ...path: string[]): Promise<string> {
  const file = join(folder, ...path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, ['#!/bin/sh', ...lines, ''].join('\n'));
  await chmod(file, 0o755);
  return file;
}

/** A Go that writes down what it was asked for and "builds" a k6 of some version. */
function go(version: string, builds: string): Promise<string> {
  return script(
    [
      `if [ "$1" = version ]; then echo "go version go${version} linux/amd64"; exit 0; fi`,
      `echo "$@ $CGO_ENABLED $GOTOOLCHAIN $GOFLAGS $GOOS." >> "${join(folder, 'asked')}"`,
      'echo "go: downloading go.k6.io/k6 v1.8.1" >&2',
      builds,
    ],
    'bin',
    'go',
  );
}

const BUILDS_K6 = [
  `printf '#!/bin/sh\\necho "k6 v1.8.1 (go1.26.8, linux/amd64)"\\n' > "$GOBIN/k6"`,
  'chmod +x "$GOBIN/k6"',
].join('\n');

test('builds the pinned release once, and says what it does', async () => {
  const compiler = await go('1.25.0', BUILDS_K6);
  const told: string[] = [];
  const tell = (line: string) => told.push(line);
  const installed = { program: place(), version: '1.8.1', source: 'cache' };
  await expect(installK6(environment({ GOOS: 'plan9' }), tell)).resolves.toEqual(installed);
  await expect(installK6(environment(), tell)).resolves.toEqual(installed);
  await expect(readFile(join(folder, 'asked'), 'utf8')).resolves.toBe(
    'install go.k6.io/k6@v1.8.1 0 local -trimpath -modcacherw .\n',
  );
  expect(told).toEqual([
    `Building k6 1.8.1 with ${compiler}, which takes some minutes.`,
    'go: downloading go.k6.io/k6 v1.8.1',
    `k6 1.8.1 is at ${place()}.`,
  ]);
  await expect(readdir(cache())).resolves.toEqual(['k6-1.8.1']);
});

test('two that install at the same time both have it', async () => {
  await go('1.26.8', `sleep 0.2\n${BUILDS_K6}`);
  const both = await Promise.all([1, 2].map(() => installK6(environment(), () => undefined)));
  expect(both.map(({ program }) => program)).toEqual([place(), place()]);
  await expect(readdir(cache())).resolves.toEqual(['k6-1.8.1']);
});

test('one that does not run is replaced', async () => {
  await script(['exit 1'], 'cache', 'k6-1.8.1', 'k6');
  await go('1.26.8', BUILDS_K6);
  await expect(installK6(environment(), () => undefined)).resolves.toMatchObject({
    version: '1.8.1',
  });
  await expect(readdir(cache())).resolves.toEqual(['k6-1.8.1']);
});

test('a build that fails leaves nothing, and its last words are told', async () => {
  const compiler = await go('1.26.8', 'echo half > "$GOBIN/k6"\necho "no such host" >&2\nexit 1');
  await expect(installK6(environment(), () => undefined)).rejects.toThrow(
    new K6Error(
      [
        `Building k6 failed at: ${compiler} install go.k6.io/k6@v1.8.1: it ended with exit code 1.`,
        'go: downloading go.k6.io/k6 v1.8.1',
        'no such host',
        "Check that Go's module proxy can be reached, or install k6 >= 1.8.0 and < 3 yourself (https://grafana.com/docs/k6/latest/set-up/install-k6/).",
      ].join('\n'),
    ),
  );
  await expect(readdir(cache())).resolves.toEqual([]);
});

test('a build that is interrupted leaves nothing', async () => {
  await go('1.26.8', 'exec sleep 30');
  const controller = new AbortController();
  const installing = installK6(
    environment(),
    () => {
      controller.abort();
    },
    controller.signal,
  );
  await expect(installing).rejects.toThrow('The operation was aborted');
  await expect(readdir(cache())).resolves.toEqual([]);
});

test('what was built and is another release is not taken', async () => {
  await go('1.26.8', BUILDS_K6.replace('1.8.1', '1.9.0'));
  await expect(installK6(environment(), () => undefined)).rejects.toThrow(
    new K6Error('Go built go.k6.io/k6@v1.8.1, and what it built is no k6 1.8.1.'),
  );
  await expect(readdir(cache())).resolves.toEqual([]);
});

test('without a Go that is new enough it says what is there and what to do', async () => {
  const old = await go('1.24.9', BUILDS_K6);
  const message = (seen: string) =>
    new K6Error(
      [
        'k6 1.8.1 is built with Go 1.25 or newer, and there is none here:',
        `  ${seen}`,
        'Install Go (https://go.dev/doc/install) and run this again,',
        'or install k6 >= 1.8.0 and < 3 (https://grafana.com/docs/k6/latest/set-up/install-k6/) and name it with --k6 or in K6_BIN.',
      ].join('\n'),
    );
  const none = environment({ PATH: join(folder, 'none') });
  await expect(installK6({ ...none, PATH: dirname(old) }, () => undefined)).rejects.toThrow(
    message(`${old}: it is Go 1.24.`),
  );
  await expect(installK6(none, () => undefined)).rejects.toThrow(message('PATH: no go.'));
});
