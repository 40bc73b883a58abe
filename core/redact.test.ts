import { expect, test } from '@jest/globals';
import { redact, redactText, secretsIn } from './redact.ts';

test.each([
  ['an access key', 'key AKIAIOSFODNN7EXAMPLE end', 'key [redacted] end'],
  ['a session key', 'ASIAIOSFODNN7EXAMPLE', '[redacted]'],
  [
    'a JWT',
    'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9P',
    '[redacted]',
  ],
  ['a URL with a password', 'postgres://app:s3cret@db:5432/x', '[redacted]db:5432/x'],
  ['a URL without a user', 'redis://:s3cret@cache', '[redacted]cache'],
  ['a password with an @', 'https://u:s3c@ret@h/a@b', '[redacted]h/a@b'],
  ['a password with a slash', 'postgres://u:s3c/ret@h', '[redacted]h'],
  [
    'a private key',
    '-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----',
    '[redacted]',
  ],
  ['half a private key', '-----BEGIN PRIVATE KEY-----\nMIIE', '[redacted]'],
  ['a GitHub token', `ghp_${'a'.repeat(36)}`, '[redacted]'],
  [
    'the password of a connection string',
    "dblink('host=db password=hunter2 user=app')",
    "dblink('host=db [redacted] user=app')",
  ],
  [
    'a token in a header',
    '{"Authorization": "Bearer abcdef123456"}',
    '{"Authorization": "[redacted]"}',
  ],
])('hides %s', (_, text, expected) => {
  expect(redactText(text)).toBe(expected);
  expect(redact([text])).toEqual([expected]);
});

test('says where the secrets are', () => {
  expect(secretsIn('AKIAIOSFODNN7EXAMPLE and a://b:c@d')).toEqual([
    { from: 0, to: 20 },
    { from: 25, to: 33 },
  ]);
  expect(secretsIn('none')).toEqual([]);
});

test.each([
  'arn:aws:ecs:us-east-1:123456789012:service/main/worker',
  'https://sqs.us-east-1.amazonaws.com/123456789012/queue',
  'sg-0123456789abcdef0',
  'https://shop.example.com:8443/orders?by=a@example.com',
  'https://shop.example.com/a:b',
])('leaves %s alone', (text) => {
  expect(redactText(text)).toBe(text);
});

test('reaches every text of a document, and changes nothing else', () => {
  expect(redact({ a: ['AKIAIOSFODNN7EXAMPLE', 1, null], b: { c: true } })).toEqual({
    a: ['[redacted]', 1, null],
    b: { c: true },
  });
});

test('finds a secret behind what JSON text writes as an escape', () => {
  expect(redact(['\nAKIAIOSFODNN7EXAMPLE', 'a\tpostgres://app:s3cret@db'])).toEqual([
    '\n[redacted]',
    'a\t[redacted]db',
  ]);
});
