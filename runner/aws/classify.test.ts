import { expect, test } from '@jest/globals';
import type { CauseKind } from '../../core/aws.ts';
import { classify } from './classify.ts';
import { RefusedCommandError } from './clients.ts';

const sdkError = (name: string, status?: number, message = 'told by AWS', extra: object = {}) =>
  Object.assign(new Error(message), {
    name,
    ...extra,
    ...(status === undefined ? {} : { $metadata: { httpStatusCode: status, requestId: 'r-1' } }),
  });

const CASES: readonly [string, unknown, CauseKind][] = [
  ['a denial in a JSON protocol is HTTP 400', sdkError('AccessDeniedException', 400), 'denied'],
  ['a denial in an XML protocol is HTTP 403', sdkError('AccessDenied', 403), 'denied'],
  ['EC2 has a word of its own', sdkError('UnauthorizedOperation', 403), 'denied'],
  [
    'a 403 whose body is of another protocol',
    sdkError('SyntaxError', 403, 'Unexpected token <'),
    'denied',
  ],
  ['an expired session in JSON', sdkError('ExpiredTokenException', 400), 'credentials'],
  ['an expired session in EC2', sdkError('RequestExpired', 400), 'credentials'],
  ['a disabled region or a bad key', sdkError('UnrecognizedClientException', 403), 'credentials'],
  ['no credentials at all', sdkError('CredentialsProviderError'), 'credentials'],
  ['throttled in JSON', sdkError('ThrottlingException', 400), 'throttled'],
  ['throttled by EC2', sdkError('RequestLimitExceeded', 503), 'throttled'],
  ['throttled by status alone', sdkError('Whatever', 429), 'throttled'],
  ['a broken service', sdkError('InternalFailure', 500), 'server-error'],
  [
    'a reset connection',
    sdkError('TimeoutError', undefined, 'socket hang up', { code: 'ECONNRESET' }),
    'network',
  ],
  ['nobody listens', sdkError('Error', undefined, 'connect', { code: 'ECONNREFUSED' }), 'network'],
  ['no answer in time', sdkError('TimeoutError'), 'timeout'],
  ['ended by our own timer', sdkError('AbortError'), 'timeout'],
  [
    'a truncated JSON body',
    sdkError('SyntaxError', 200, 'Unexpected end of JSON input'),
    'malformed-response',
  ],
  [
    'a truncated XML body',
    sdkError('Error', 200, '@aws-sdk XML parse error: x'),
    'malformed-response',
  ],
  ['a rejected request', sdkError('InvalidParameterException', 400), 'rejected'],
  ['a command that is not allowed', new RefusedCommandError('ecs:UpdateServiceCommand'), 'bug'],
  ['a mistake of ours', new TypeError('x is not a function'), 'bug'],
  ['something that is no error', 'text', 'bug'],
];

test.each(CASES)('%s', (_, error, kind) => {
  expect(classify(error).kind).toBe(kind);
});

test('keeps the code and the request id', () => {
  expect(classify(sdkError('AccessDeniedException', 400))).toEqual({
    kind: 'denied',
    code: 'AccessDeniedException',
    message: 'told by AWS',
    requestId: 'r-1',
  });
});
