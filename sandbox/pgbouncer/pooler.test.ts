import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { startPooler } from './pooler.ts';

const CERTIFICATE = { certificate: '', key: '' };

const before = { ...process.env };
beforeEach(() => {
  process.env['PGBOUNCER_BIN'] = '/nowhere/pgbouncer';
});
afterEach(() => {
  process.env = { ...before };
  jest.restoreAllMocks();
});

test('where pgBouncer cannot be had, one line says so', async () => {
  delete process.env['CI'];
  const write = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  await expect(startPooler(5432, CERTIFICATE, 'authority.pem')).resolves.toBeNull();
  expect(write.mock.calls).toEqual([
    [
      'The sandbox has no pooler, and checks of it stay unknown: PGBOUNCER_BIN names /nowhere/pgbouncer, which is no pgBouncer that runs here.\n',
    ],
  ]);
});

test('in CI it is an error that it cannot be had', async () => {
  process.env['CI'] = 'true';
  await expect(startPooler(5432, CERTIFICATE, 'authority.pem')).rejects.toThrow(
    'PGBOUNCER_BIN names /nowhere/pgbouncer, which is no pgBouncer that runs here.',
  );
});
