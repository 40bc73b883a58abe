import { expect, test } from '@jest/globals';
import { secretParts } from './secret-lines.ts';

/** The lines as they are shown. */
function shown(lines: readonly string[]): readonly string[] {
  const parts = secretParts(lines, new Set(lines.map((_, index) => index + 1)));
  return lines.map((line, index) =>
    (parts.get(index + 1) ?? []).reduce(
      (kept, { from, to }) => kept.slice(0, from) + '•'.repeat(to - from) + kept.slice(to),
      line,
    ),
  );
}

test.each<[what: string, line: string, shown: string]>([
  ['a word', 'password: hunter2', 'password: •••••••'],
  ['several words', '  - pwd: a b: c, d }', '  - pwd: •••••••••••'],
  ['a text in quotes', 'apiKey: "a, b: }" # c', 'apiKey: •••••••••••••'],
  ['a number', '{ pin_token: 1234, port: 1 }', '{ pin_token: ••••, port: 1 }'],
  ['a reserved character', 'password: @x', 'password: ••'],
  ['an alias', '{ password: *x, port: 1 }', '{ password: ••, port: 1 }'],
  ['a tag', '{ password: !x y, port: 1 }', '{ password: ••••, port: 1 }'],
  ['a tag before a map', 'password: !x { env: y }', 'password: •••{ env: • }'],
  ['what became a comment', 'password: #x', 'password: ••'],
  ['what stands in a comment', '# password: x', '# password: •'],
  ['a comma in a secret', '{ password: a,b, port: 1 }', '{ password: •••, port: 1 }'],
  ['a bracket in a secret', '{ password: a}b }', '{ password: ••• }'],
  ['a quote in a secret', '{ password: "a"b", port: 1 }', '{ password: •••••, port: 1 }'],
  ['the same key twice', '{ password: a, password: b }', '{ password: •, password: • }'],
  ['JSON', '{"password":"a","port":"b"}', '{"password":•••,"port":"b"}'],
  ['a map', 'pasword: { value: x, iam: true }', 'pasword: { value: •, iam: true }'],
  ['lists and maps in a map', 'token: { a: [x, { b: y }] }', 'token: { a: [•, { b: • }] }'],
  [
    'a map and what follows it',
    '{ password: { env: x }, port: y }',
    '{ password: { env: • }, port: y }',
  ],
  ['what goes on after a map', 'password: {a}b', 'password: {•}•'],
  ['no space after the colon', 'password:hunter2', 'password:•••••••'],
  ['a parameter', 'options: --token=hunter2', 'options: --token=•••••••'],
  ['a setting', 'db_pass = x', 'db_pass = •'],
  ['two words', 'api key: x', 'api key: •'],
  ['a header', 'authorization: Bearer x', 'authorization: ••••••••'],
  [
    'the value of what is named beside it',
    '[{ name: DB_PASSWORD, value: x }, { name: PORT, port: y }]',
    '[{ name: DB_PASSWORD, value: • }, { name: PORT, port: y }]',
  ],
  ['the value of a map that is named so', 'dbPassword: { value: x }', 'dbPassword: { value: • }'],
  ['a list', 'tokens: [x, y]', 'tokens: [•, •]'],
  ['a URL with a password', 'origin: https://u:p@h:443/x', 'origin: ••••••••••••h:443/x'],
  ['a token anywhere', 'x: ghp_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', `x: ${'•'.repeat(40)}`],
])('hides %s', (_, line, expected) => {
  expect(shown([line])).toEqual([expected]);
});

test.each<[what: string, lines: readonly string[], shown: readonly string[]]>([
  [
    'the next line, and not the one after',
    ['password:', '  x y', 'port: 1'],
    ['password:', '  •••', 'port: 1'],
  ],
  [
    'what goes on in the next line',
    ['password: x', '  y: z', 'port: 1'],
    ['password: •', '  ••••', 'port: 1'],
  ],
  [
    'a block of text',
    ['- token: |', '    x: y', '', '    z', '- port: 1'],
    ['- token: •', '    ••••', '', '    •', '- port: 1'],
  ],
  [
    'what is indented wrongly',
    ['  password:', ' x', 'y', '  port: 1'],
    ['  password:', ' •', '•', '  port: 1'],
  ],
  [
    'a map under it, of which the keys are shown',
    ['password:', '  env: x', '  deep: { a: y }', 'port: 1'],
    ['password:', '  env: •', '  deep: { a: • }', 'port: 1'],
  ],
  ['a list under it', ['token:', '- x', '- y', 'port: 1'], ['token:', '- •', '- •', 'port: 1']],
  [
    'brackets that are closed further down',
    ['{ password: {', 'env: x', '}, port: 1 }', 'y: 2'],
    ['{ password: {', 'env: •', '}, port: 1 }', 'y: 2'],
  ],
  ['a key and its value apart', ['? password', ': x', 'port: 1'], ['? password', '•••', 'port: 1']],
  [
    'the value of what is named above it',
    ['- name: DB_PASSWORD', '  value: x', '- name: PORT', '  value: y'],
    ['- name: DB_PASSWORD', '  value: •', '- name: PORT', '  value: y'],
  ],
  [
    'all lines of a private key',
    ['x: |', '  -----BEGIN PRIVATE KEY-----', '  MIIE', '  -----END PRIVATE KEY-----', 'y: 1'],
    ['x: |', '•'.repeat(29), '••••••', '•'.repeat(27), 'y: 1'],
  ],
])('hides %s', (_, lines, expected) => {
  expect(shown(lines)).toEqual(expected);
});

test.each<[what: string, lines: readonly string[]]>([
  ['what is no secret', ['account: { id: "123456789012", region: eu-west-1 } # a, b: c']],
  ['keys of other kinds', ['kmsKeyAlias: alias/a', 'partitionKey: { attribute: id, type: S }']],
  ['ARNs', ['to: [arn:aws:secretsmanager:eu-west-1:123456789012:secret:a]']],
  ['actions', ['actions: [secretsmanager:GetSecretValue, sts:GetSessionToken]']],
  ['URLs', ['origin: https://token.example.com:443/secret:1', 'url: redis://cache:6379']],
  ['images', ['image: 123456789012.dkr.ecr.eu-west-1.amazonaws.com/shop/auth:1.0.0']],
  ['secrets by their names', ['secrets:', '  shop/db-password:', '    rotationDays: 30', 'x: 1']],
  ['and on one line', ['secrets: { jwt-secret: { rotationDays: x, consumers: [api] } }']],
  ['services and queues', ['auth: { task: { family: a } }', 'password-reset:', '  fifo: true']],
  ['whether there is one', ['managedMasterPassword: true', 'x: { password: null, y: 1 }']],
  ['values under other keys', ['name: PORT', 'value: 80', 'data: { text: x }']],
])('shows %s', (_, lines) => {
  expect(shown(lines)).toEqual(lines);
});

test('only the lines that are asked for are told of', () => {
  expect(secretParts(['password:', '  x', 'token: y', 'z: 1'], new Set([2, 4]))).toEqual(
    new Map([
      [2, [{ from: 2, to: 3 }]],
      [4, []],
    ]),
  );
});
