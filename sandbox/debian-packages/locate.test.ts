import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { CHROMIUM } from '../chromium/program.ts';
import { PgbouncerError } from '../pgbouncer/pgbouncer-error.ts';
import { PGBOUNCER } from '../pgbouncer/program.ts';
import { locate } from './locate.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'landfall-locate-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function program(version: string, ...path: string[]): Promise<string> {
  const file = join(folder, ...path);
  await mkdir(join(file, '..'), { recursive: true });
  await writeFile(file, `#!/bin/sh\necho "${version}"\necho "libevent 2.1.12-stable"\n`);
  await chmod(file, 0o755);
  return file;
}

test('the one that is named goes before the one on PATH', async () => {
  const named = await program('PgBouncer 1.25.2', 'own', 'bouncer');
  const onPath = await program('PgBouncer 1.18.0', 'bin', 'pgbouncer');
  const environment = { PATH: join(folder, 'bin'), LANDFALL_CACHE: join(folder, 'cache') };
  await expect(locate(PGBOUNCER, { ...environment, PGBOUNCER_BIN: named })).resolves.toMatchObject({
    program: named,
    version: '1.25.2',
  });
  await expect(locate(PGBOUNCER, environment)).resolves.toEqual({
    program: onPath,
    version: '1.18.0',
    folder: null,
    environment: {},
  });
});

test('of the tool cache the newest that runs is taken, with its libraries', async () => {
  await program('PgBouncer 1.9.0', 'pgbouncer-1.9.0', 'usr', 'sbin', 'pgbouncer');
  const newer = await program('PgBouncer 1.18.0', 'pgbouncer-1.18.0', 'usr', 'sbin', 'pgbouncer');
  await program('not this one', 'pgbouncer-1.20.0', 'usr', 'sbin', 'pgbouncer');
  const libraries = join(folder, 'pgbouncer-1.18.0', 'usr', 'lib', 'x86_64-linux-gnu');
  await mkdir(libraries, { recursive: true });
  await writeFile(join(libraries, 'libevent-2.1.so.7'), '');
  await expect(locate(PGBOUNCER, { PATH: '', LANDFALL_CACHE: folder })).resolves.toEqual({
    program: newer,
    version: '1.18.0',
    folder: join(folder, 'pgbouncer-1.18.0'),
    environment: { LD_LIBRARY_PATH: libraries },
  });
});

test('a named program that is no pgBouncer is not replaced by another', async () => {
  const named = await program('pgpool-II version 4', 'pgpool');
  const found = locate(PGBOUNCER, { PGBOUNCER_BIN: named, PATH: process.env['PATH'] });
  await expect(found).rejects.toThrow(
    new PgbouncerError(`PGBOUNCER_BIN names ${named}, which is no pgBouncer that runs here.`),
  );
});

test('says what was looked for when there is none', async () => {
  const broken = await program('', 'bin', 'pgbouncer');
  const cache = join(folder, 'cache');
  const found = locate(PGBOUNCER, { PATH: join(folder, 'bin'), LANDFALL_CACHE: cache });
  await expect(found).rejects.toThrow(
    [
      '  PGBOUNCER_BIN: not set.',
      `  ${broken}: it does not run.`,
      `  ${cache}: no pgBouncer that runs.`,
      '  PATH: no apt-get and no dpkg to get it with.',
    ].join('\n'),
  );
});

test.each([
  ['chromium', 'Chromium 156.0.8078.108 built on Debian', '156.0.8078.108'],
  ['google-chrome', 'Google Chrome 150.0.7871.100', '150.0.7871.100'],
])('a browser that is called %s is one too', async (command, printed, version) => {
  const onPath = await program(printed, 'bin', command);
  const environment = { PATH: join(folder, 'bin'), LANDFALL_CACHE: join(folder, 'cache') };
  await expect(locate(CHROMIUM, environment)).resolves.toMatchObject({ program: onPath, version });
});

test('libraries of a C library are never taken, and those of a browser are', () => {
  const taken = ['libc6', 'libgcc-s1', 'libnss3', 'zlib1g', 'perl'].filter((name) =>
    CHROMIUM.libraries.test(name),
  );
  expect(taken).toEqual(['libnss3', 'zlib1g']);
});
