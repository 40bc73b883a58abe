import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { locateK6 } from './k6-binary.ts';
import { K6Error } from './k6-error.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'landfall-k6-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function program(printed: string, ...path: string[]): Promise<string> {
  const file = join(folder, ...path);
  await mkdir(dirname(file), { recursive: true });
  // A shell's own words alone: it is asked without a PATH.
  await writeFile(file, `#!/bin/sh\nif [ "$1" = version ]; then echo "${printed}"; fi\n`);
  await chmod(file, 0o755);
  return file;
}

test('the one that is named goes first, then K6_BIN, the tool cache and PATH', async () => {
  const option = await program('k6 v2.0.0 (go)', 'option', 'k6');
  const variable = await program('k6 v1.8.0 (go)', 'variable', 'k6');
  const cached = await program('k6 v1.8.1 (go)', 'cache', 'k6-1.8.1', 'k6');
  const onPath = await program('k6 v1.9.0 (go)', 'bin', 'k6');
  const environment = { LANDFALL_CACHE: join(folder, 'cache'), PATH: join(folder, 'bin') };
  const all = { ...environment, K6_BIN: variable };
  await expect(locateK6(option, all)).resolves.toEqual({
    program: option,
    version: '2.0.0',
    source: 'option',
  });
  await expect(locateK6(null, all)).resolves.toEqual({
    program: variable,
    version: '1.8.0',
    source: 'variable',
  });
  await expect(locateK6(null, { ...environment, K6_BIN: '' })).resolves.toEqual({
    program: cached,
    version: '1.8.1',
    source: 'cache',
  });
  await rm(join(folder, 'cache'), { recursive: true });
  await expect(locateK6(null, environment)).resolves.toEqual({
    program: onPath,
    version: '1.9.0',
    source: 'path',
  });
});

test('of those on PATH the first that fits is taken', async () => {
  await program('k6 v0.49.0 (go)', 'old', 'k6');
  await program('something else', 'other', 'k6');
  const fits = await program('k6 v1.8.1 (go)', 'bin', 'k6');
  const PATH = ['old', 'other', 'bin'].map((name) => join(folder, name)).join(':');
  await expect(locateK6(null, { LANDFALL_CACHE: folder, PATH })).resolves.toMatchObject({
    program: fits,
  });
});

test('a named program that does not fit is not replaced by another', async () => {
  const old = await program('k6 v1.7.1 (go)', 'old', 'k6');
  await program('k6 v1.8.1 (go)', 'bin', 'k6');
  const environment = { LANDFALL_CACHE: folder, PATH: join(folder, 'bin') };
  await expect(locateK6(old, environment)).rejects.toThrow(
    new K6Error(
      `--k6 names ${old}, and it cannot be taken: it is k6 1.7.1, and >= 1.8.0 and < 3 is needed. Name another k6, or leave --k6 out and run: landfall load install-k6`,
    ),
  );
  const missing = join(folder, 'nothing');
  await expect(locateK6(null, { ...environment, K6_BIN: missing })).rejects.toThrow(
    new K6Error(
      `K6_BIN names ${missing}, and it cannot be taken: it does not run. Name another k6, or leave K6_BIN out and run: landfall load install-k6`,
    ),
  );
});

test('says what was looked at when none fits', async () => {
  const old = await program('k6 v0.49.0 (go)', 'bin', 'k6');
  const empty = join(folder, 'empty');
  const message = (...seen: readonly string[]) =>
    new K6Error(
      [
        'k6, which sends the load, is not there.',
        'Looked for, in this order: --k6, K6_BIN, the tool cache, k6 on PATH:',
        '  --k6: not given.',
        '  K6_BIN: not set.',
        `  ${join(folder, 'k6-1.8.1', 'k6')}: it does not run.`,
        ...seen,
        'Build it into the tool cache with: landfall load install-k6',
        'or install k6 >= 1.8.0 and < 3 (https://grafana.com/docs/k6/latest/set-up/install-k6/) and run this again.',
      ].join('\n'),
    );
  await expect(locateK6(null, { LANDFALL_CACHE: folder, PATH: dirname(old) })).rejects.toThrow(
    message(`  ${old}: it is k6 0.49.0, and >= 1.8.0 and < 3 is needed.`),
  );
  await expect(locateK6(null, { LANDFALL_CACHE: folder, PATH: empty })).rejects.toThrow(
    message('  PATH: no k6.'),
  );
});
