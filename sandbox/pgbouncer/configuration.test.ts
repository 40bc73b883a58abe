import { expect, test } from '@jest/globals';
import { configurationText, usersText } from './configuration.ts';

test('a configuration names its databases, with loopback as host unless another is given', () => {
  const databases = {
    app: { port: 5432, pool_size: 2 },
    other: { host: 'db.example.com', password: "it's" },
  };
  expect(configurationText(databases, { pool_mode: 'session' })).toBe(
    [
      '[databases]',
      `app = host='127.0.0.1' port='5432' pool_size='2'`,
      `other = host='db.example.com' password='it''s'`,
      '',
      '[pgbouncer]',
      'pool_mode = session',
      '',
    ].join('\n'),
  );
});

test('a file of users has a line each', () => {
  expect(usersText({ app: '', 'o"k': 'se"cret' })).toBe('"app" ""\n"o""k" "se""cret"\n');
});
