import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isMalformed, parseDocument } from './document.ts';
import { selects } from './selection.ts';
import { allow, documentText } from './testing/roles.ts';

const text = documentText([allow('s3:GetObject', 'arn:aws:s3:::b/100%25 sure')]);

/** The one statement of a document. */
function only(document: string) {
  const parsed = parseDocument(document, 'identity');
  if (isMalformed(parsed)) throw new Error(parsed.malformed);
  expect(parsed.statements).toHaveLength(1);
  return parsed.statements[0];
}

test.each([
  ['encoded, as IAM returns it (I1)', encodeURIComponent(text)],
  ['encoded in lower case (I1)', encodeURIComponent(text).replace('%7B', '%7b')],
  ['encoded with a line before it (I1)', encodeURIComponent(`\n  ${text}`)],
  ['raw, as older emulators return it (I1)', text],
  ['raw with a line before it (I1)', `\n${text}`],
])('reads a document that is %s', (_, document) => {
  expect(only(document)?.resources).toEqual({
    kind: 'only',
    texts: ['arn:aws:s3:::b/100%25 sure'],
  });
});

test('does not decode a raw document that has a percent sign in it (I1)', () => {
  const raw = documentText([allow('s3:GetObject', 'arn:aws:s3:::b/50%')]);
  expect(only(raw)?.resources?.texts).toEqual(['arn:aws:s3:::b/50%']);
});

test('one statement need not be a list, nor one action or resource (I2)', () => {
  const bare = JSON.stringify({ Version: '2012-10-17', Statement: allow('s3:GetObject', '*') });
  const lists = JSON.stringify({
    Version: '2012-10-17',
    Statement: [allow(['s3:GetObject'], ['*'])],
  });
  expect(parseDocument(bare, 'identity')).toEqual(parseDocument(lists, 'identity'));
});

test('actions are the same in any case (I2)', () => {
  const actions = only(documentText([allow('S3:getOBJECT')]))?.actions;
  expect(actions !== undefined && selects(actions, 's3:getobject')).toBe(true);
});

test('a document that states no version is of the older one', () => {
  expect(parseDocument(JSON.stringify({ Statement: [] }), 'identity')).toEqual({
    version: '2008-10-17',
    statements: [],
  });
});

test.each([
  ['nothing', '', 'The document is not JSON.'],
  ['a page of a proxy', '<html>502</html>', 'The document is not JSON.'],
  ['an encoding that is cut off', '%7B%2', 'The document is not JSON.'],
  [
    'a document that is encoded twice',
    encodeURIComponent(encodeURIComponent(text)),
    'The document is not JSON.',
  ],
  ['a list', '[]', 'The document is not a JSON object.'],
  ['null', 'null', 'The document is not a JSON object.'],
  ['no statement', '{}', 'The document has no statement.'],
  [
    'a version of another kind',
    '{"Version":"2020-01-01","Statement":[]}',
    'The document is of a version that IAM does not have.',
  ],
  [
    'an element in lower case (I2)',
    '{"statement":[]}',
    'The document has an element that IAM does not.',
  ],
  ['a statement that is a text', '{"Statement":["Allow"]}', 'A statement is not a JSON object.'],
  [
    'no effect',
    documentText([{ Action: '*', Resource: '*' }]),
    'A statement neither allows nor denies.',
  ],
  [
    'an effect in lower case (I2)',
    documentText([{ ...allow('*'), Effect: 'allow' }]),
    'A statement neither allows nor denies.',
  ],
  [
    'an element of a statement in lower case (I2)',
    documentText([{ ...allow('*'), notAction: 'x' }]),
    'A statement has an element that IAM does not.',
  ],
  [
    'no action',
    documentText([{ Effect: 'Allow', Resource: '*' }]),
    'A statement does not say which actions it is about.',
  ],
  [
    'both Action and NotAction',
    documentText([{ ...allow('*'), NotAction: 'iam:*' }]),
    'A statement does not say which actions it is about.',
  ],
  [
    'an action that is a number',
    documentText([{ ...allow('*'), Action: [1] }]),
    'A statement does not say which actions it is about.',
  ],
  [
    'no resource',
    documentText([{ Effect: 'Allow', Action: '*' }]),
    'A statement does not say which resources it is about.',
  ],
  [
    'both Resource and NotResource',
    documentText([{ ...allow('*'), NotResource: 'x' }]),
    'A statement does not say which resources it is about.',
  ],
  [
    'a principal in a policy of a role',
    documentText([{ ...allow('*'), Principal: '*' }]),
    'A statement does not say whom it is about, or says so in a policy of a role.',
  ],
  [
    'a condition that is a text',
    documentText([{ ...allow('*'), Condition: 'x' }]),
    'A condition cannot be read.',
  ],
  [
    'a condition without keys',
    documentText([{ ...allow('*'), Condition: { Bool: true } }]),
    'A condition cannot be read.',
  ],
  [
    'a condition with an object as value',
    documentText([{ ...allow('*'), Condition: { Bool: { a: {} } } }]),
    'A condition cannot be read.',
  ],
])('is malformed, and does not allow nothing: %s', (_, document, malformed) => {
  expect(parseDocument(document, 'identity')).toEqual({ malformed });
});

test('a trust policy has principals and needs no resource', () => {
  const statement = { Effect: 'Allow', Action: 'sts:AssumeRole' };
  expect(parseDocument(documentText([statement]), 'trust')).toEqual({
    malformed: 'A statement does not say whom it is about, or says so in a policy of a role.',
  });
  const trusting = documentText([{ ...statement, Principal: { Service: 'a.amazonaws.com' } }]);
  expect(isMalformed(parseDocument(trusting, 'trust'))).toBe(false);
});

test('no text throws, and encoding changes nothing', () => {
  const name = fc.constantFrom('Version', 'Statement', 'Effect', 'Action', 'Resource', 'Sid');
  const value = fc.oneof(
    fc.string(),
    fc.constantFrom('Allow', 'Deny', '*', '2012-10-17'),
    fc.array(fc.string(), { maxLength: 2 }),
    fc.dictionary(name, fc.oneof(fc.string(), fc.constantFrom('Allow', '*'))),
  );
  fc.assert(
    fc.property(fc.dictionary(name, value), (document) => {
      const raw = JSON.stringify(document);
      expect(parseDocument(encodeURIComponent(raw), 'identity')).toEqual(
        parseDocument(raw, 'identity'),
      );
    }),
  );
  fc.assert(
    fc.property(fc.string(), (raw) => {
      expect(parseDocument(raw, 'identity')).toBeDefined();
    }),
  );
});
