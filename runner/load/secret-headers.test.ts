import { expect, test } from '@jest/globals';
import { UsageError } from '../errors.ts';
import { secretHeaders } from './secret-headers.ts';

const TARGET = {
  origin: 'https://api.example.com',
  environment: 'test',
  timeoutMs: 1000,
  headersFromEnvironment: {
    authorization: 'LANDFALL_LOAD_AUTHORIZATION',
    'x-tenant': 'LANDFALL_LOAD_TENANT',
  },
} as const;

test('what is declared is taken, and nothing else', () => {
  const environment = {
    LANDFALL_LOAD_AUTHORIZATION: 'Bearer hunter2',
    LANDFALL_LOAD_TENANT: 'a',
    LANDFALL_LOAD_OTHER: 'b',
  };
  expect(secretHeaders(TARGET, environment)).toEqual({
    LANDFALL_LOAD_AUTHORIZATION: 'Bearer hunter2',
    LANDFALL_LOAD_TENANT: 'a',
  });
  const { headersFromEnvironment, ...plain } = TARGET;
  expect(Object.keys(headersFromEnvironment)).toHaveLength(2);
  expect(secretHeaders(plain, environment)).toEqual({});
});

const UNSET =
  'LANDFALL_LOAD_AUTHORIZATION is not set, and load.target.headersFromEnvironment takes the header authorization from it. Nothing was sent.';
const NO_HEADER =
  'What LANDFALL_LOAD_AUTHORIZATION holds cannot be sent as the header authorization: it is more than one line of printable ASCII. Nothing was sent.';

test.each([
  [undefined, UNSET],
  ['', UNSET],
  ['hunter2\r\nx-other: 1', NO_HEADER],
  ['hunter2\n', NO_HEADER],
  [' hunter2', NO_HEADER],
  ['hünter2', NO_HEADER],
])('%j is refused without being told', (value, message) => {
  const environment = { LANDFALL_LOAD_AUTHORIZATION: value, LANDFALL_LOAD_TENANT: 'a' };
  expect(() => secretHeaders(TARGET, environment)).toThrow(new UsageError(message));
});
