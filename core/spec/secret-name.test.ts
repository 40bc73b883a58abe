import { expect, test } from '@jest/globals';
import { specSchema, type JsonSchema } from './json-schema.ts';
import { keysOf } from './schema-walk.ts';
import { secrecyOf, type Secrecy } from './secret-name.ts';

test.each<[name: string, secrecy: Secrecy]>([
  ['password', 'whole'],
  ['pasword', 'whole'],
  ['Passwort', 'whole'],
  ['pass_word', 'whole'],
  ['PGPASSWORD', 'whole'],
  ['pwd', 'whole'],
  ['pass', 'whole'],
  ['secert', 'whole'],
  ['token', 'whole'],
  ['api-key', 'whole'],
  ['api key', 'whole'],
  ['X-API-Key', 'whole'],
  ['DB_PASS', 'plain'],
  ['passwordOfTheShop2', 'plain'],
  ['passwordOfApp', 'plain'],
  ['clientSecret', 'plain'],
  ['AWS_SECRET_ACCESS_KEY', 'plain'],
  ['private_key', 'plain'],
  ['ENCRYPTION_KEY', 'plain'],
  ['Authorization', 'plain'],
  ['auth', 'plain'],
  ['credentials', 'plain'],
  ['secrets', 'plain'],
  ['tokens', 'plain'],
  ['password-reset', 'plain'],
  ['bypass', 'none'],
  ['author', 'none'],
  ['partitionKey', 'none'],
  ['kmsKeyAlias', 'none'],
  ['accessKeyId', 'none'],
  ['iamAuthentication', 'none'],
  ['keys', 'none'],
  ['', 'none'],
])('%s: %s', (name, secrecy) => {
  expect(secrecyOf(name)).toBe(secrecy);
});

test('of the keys of a spec those alone that are about secrets', () => {
  const named = [...keysIn(specSchema())].filter((key) => secrecyOf(key) !== 'none');
  expect(named.sort()).toEqual(['managedMasterPassword', 'password', 'secret', 'secrets']);
});

function keysIn(schema: JsonSchema): ReadonlySet<string> {
  const { properties = {}, additionalProperties, items, anyOf = [], oneOf = [] } = schema;
  const below = [...Object.values(properties), ...anyOf, ...oneOf];
  if (typeof additionalProperties === 'object') below.push(additionalProperties);
  if (items !== undefined) below.push(items);
  return new Set([...keysOf(schema), ...below.flatMap((one) => [...keysIn(one)])]);
}
