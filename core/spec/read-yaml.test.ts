import { expect, test } from '@jest/globals';
import { lines, rendered } from './testing/rendered.ts';
import { SMALL_SPEC } from './testing/whole-spec.ts';

test('the least spec is valid', () => {
  expect(rendered(SMALL_SPEC)).toBeNull();
});

test.each([
  [
    'an empty file',
    lines(''),
    lines(
      'spec.yaml:1:1  error  the file is empty',
      '     1 │ ',
      '       │ ^  a spec begins with version: 1',
      '1 error',
    ),
  ],
  [
    'a file of comments',
    lines('# nothing', '', ''),
    lines(
      'spec.yaml:1:1  error  the file is empty',
      '     1 │ # nothing',
      '       │ ^  a spec begins with version: 1',
      '1 error',
    ),
  ],
  [
    'an explicit null',
    lines('~', ''),
    lines(
      'spec.yaml:1:1  error  the file is empty',
      '     1 │ ~',
      '       │ ^  a spec begins with version: 1',
      '1 error',
    ),
  ],
  [
    'a list at the root',
    lines('- version: 1', ''),
    lines(
      'spec.yaml:1:1  error  the file holds a list; a spec is a map that begins with version: 1',
      '     1 │ - version: 1',
      '       │ ^',
      '1 error',
    ),
  ],
  [
    'a value at the root',
    lines('version 1', ''),
    lines(
      'spec.yaml:1:1  error  the file holds a single value; a spec is a map that begins with version: 1',
      '     1 │ version 1',
      '       │ ^',
      '1 error',
    ),
  ],
  [
    'a syntax error',
    lines('version: 1', 'deployment: "shop', 'phase: canary', ''),
    lines(
      'spec.yaml:4:1  error  not valid YAML: missing closing "quote',
      '     4 │ ',
      '       │ ^',
      '1 error',
    ),
  ],
  [
    'tabs',
    lines('version: 1', 'account:', '\tid: "1"', ''),
    lines(
      'spec.yaml:3:1  error  tabs cannot indent YAML',
      '     3 │  id: "1"',
      '       │ ^  use two spaces',
      '1 error',
    ),
  ],
  [
    'a duplicate key',
    SMALL_SPEC + `phase: canary\n`,
    lines(
      'spec.yaml:6:1  error  the key "phase" is there twice',
      '     6 │ phase: canary',
      '       │ ^^^^^  YAML would keep the last one alone; remove or rename one',
      '1 error',
    ),
  ],
  [
    'a duplicate key below',
    SMALL_SPEC.replace(
      'account: { id: "123456789012", region: eu-west-1 }',
      'account: { id: "123456789012", region: eu-west-1, "region": x }',
    ),
    lines(
      'spec.yaml:3:51  error  the key "region" is there twice',
      '     3 │ account: { id: "123456789012", region: eu-west-1, "region": x }',
      '       │                                                   ^^^^^^^^  YAML would keep the last one alone; remove or rename one',
      '1 error',
    ),
  ],
  [
    'two documents',
    SMALL_SPEC + `---\nversion: 1\n`,
    lines(
      'spec.yaml:6:1  error  the file holds more than one YAML document',
      '     6 │ ---',
      '       │ ^^^  a spec is one document; remove the ---',
      '1 error',
    ),
  ],
  [
    'a tag',
    SMALL_SPEC.replace('deployment: shop', 'deployment: !env NAME'),
    lines(
      'spec.yaml:2:18  error  tags are not supported',
      '     2 │ deployment: !env NAME',
      '       │                  ^^^^  write the value itself, in quotes if it is a text',
      '1 error',
    ),
  ],
  [
    'a standard tag',
    SMALL_SPEC.replace(
      'account: { id: "123456789012", region: eu-west-1 }',
      'account: { id: !!str 123456789012, region: eu-west-1 }',
    ),
    lines(
      'spec.yaml:3:22  error  tags are not supported',
      '     3 │ account: { id: !!str 123456789012, region: eu-west-1 }',
      '       │                      ^^^^^^^^^^^^  write the value itself, in quotes if it is a text',
      '1 error',
    ),
  ],
  [
    'a tag on a map',
    SMALL_SPEC.replace('gates: { failOn: high }', 'gates: !gates { failOn: high }'),
    lines(
      'spec.yaml:5:15  error  tags are not supported',
      '     5 │ gates: !gates { failOn: high }',
      '       │               ^^^^^^^^^^^^^^^^  write the value itself, in quotes if it is a text',
      '1 error',
    ),
  ],
  [
    'a tag on a key',
    SMALL_SPEC.replace('phase: canary', '!!str phase: canary'),
    lines(
      'spec.yaml:4:7  error  tags are not supported',
      '     4 │ !!str phase: canary',
      '       │       ^^^^^  write the value itself, in quotes if it is a text',
      '1 error',
    ),
  ],
  [
    'a merge key',
    lines('base: &base { region: eu-west-1 }', 'account: { <<: *base }', ''),
    lines(
      'spec.yaml:2:12  error  merge keys are not supported',
      '     2 │ account: { <<: *base }',
      '       │            ^^  write the keys out',
      '1 error',
    ),
  ],
  [
    'an unknown alias',
    SMALL_SPEC.replace('deployment: shop', 'deployment: *name'),
    lines(
      'spec.yaml:2:13  error  the alias has no anchor of its name before it',
      '     2 │ deployment: *name',
      '       │             ^^^^^',
      '1 error',
    ),
  ],
  [
    'an alias of itself',
    SMALL_SPEC + `tags: &tags { Owner: *tags }\n`,
    lines(
      'spec.yaml:6:22  error  the alias has no anchor of its name before it',
      '     6 │ tags: &tags { Owner: *tags }',
      '       │                      ^^^^^',
      '1 error',
    ),
  ],
  [
    'a key that is a list',
    lines('? [a, b]', ': 1', ''),
    lines(
      'spec.yaml:1:3  error  a key must be a plain word or a text',
      '     1 │ ? [a, b]',
      '       │   ^',
      '1 error',
    ),
  ],
  [
    'a key that is an alias',
    lines('a: &a x', '*a : 1', ''),
    lines(
      'spec.yaml:2:1  error  a key must be a plain word or a text',
      '     2 │ *a : 1',
      '       │ ^^',
      '1 error',
    ),
  ],
  [
    'a reserved key',
    SMALL_SPEC + `tags: { __proto__: x, constructor: y }\n`,
    lines(
      'spec.yaml:6:9  error  "__proto__" cannot be a key',
      '     6 │ tags: { __proto__: x, constructor: y }',
      '       │         ^^^^^^^^^',
      'spec.yaml:6:23  error  "constructor" cannot be a key',
      '     6 │ tags: { __proto__: x, constructor: y }',
      '       │                       ^^^^^^^^^^^',
      '2 errors',
    ),
  ],
  [
    'a control character',
    SMALL_SPEC.replace('deployment: shop', 'deployment: sh\u0007op'),
    lines(
      'spec.yaml:2:15  error  the text holds a control character, U+0007',
      '     2 │ deployment: sh�op',
      '       │               ^  remove it: it hides or reorders what is read',
      '1 error',
    ),
  ],
  [
    'a bidi character',
    SMALL_SPEC.replace('deployment: shop', 'deployment: shop # \u202e'),
    lines(
      'spec.yaml:2:20  error  the text holds a control character, U+202E',
      '     2 │ deployment: shop # �',
      '       │                    ^  remove it: it hides or reorders what is read',
      '1 error',
    ),
  ],
  [
    'an escaped control character',
    SMALL_SPEC.replace('deployment: shop', 'deployment: "sh\\x1b[2Jop"'),
    lines(
      'spec.yaml:2:13  error  the text holds a control character, U+001B',
      '     2 │ deployment: "sh\\x1b[2Jop"',
      '       │             ^^^^^^^^^^^^^  remove it: it hides or reorders what is read',
      '1 error',
    ),
  ],
  [
    'a control character in a key',
    SMALL_SPEC + `tags: { "a\\u202eb": x }\n`,
    lines(
      'spec.yaml:6:9  error  the text holds a control character, U+202E',
      '     6 │ tags: { "a\\u202eb": x }',
      '       │         ^^^^^^^^^^  remove it: it hides or reorders what is read',
      '1 error',
    ),
  ],
  [
    'a bomb',
    lines(
      'a: &a [x, x, x, x, x, x, x, x, x, x]',
      'b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a]',
      'c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b, *b]',
      'd: &d [*c, *c, *c, *c, *c, *c, *c, *c, *c, *c]',
      'e: &e [*d, *d, *d, *d, *d, *d, *d, *d, *d, *d]',
      'f: [*e, *e, *e, *e, *e, *e, *e, *e, *e, *e]',
      '',
    ),
    lines(
      'spec.yaml:6:33  error  the file has more than 1000000 values once its aliases are written out',
      '     6 │ f: [*e, *e, *e, *e, *e, *e, *e, *e, *e, *e]',
      '       │                                 ^^',
      '1 error',
    ),
  ],
  [
    'deep nesting',
    `a: ${'['.repeat(70)}${']'.repeat(70)}\n`,
    lines(
      'spec.yaml:1:68  error  values are nested more than 64 deep',
      '     1 │ a: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]',
      '       │                                                                    ^^^^^^^^^^^^',
      '1 error',
    ),
  ],
  [
    'deep nesting by aliases',
    `a: &a ${'['.repeat(40)}${']'.repeat(40)}\nb: ${'['.repeat(40)}*a${']'.repeat(40)}\n`,
    lines(
      'spec.yaml:2:44  error  values are nested more than 64 deep',
      '     2 │ b: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[*a]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]',
      '       │                                            ^^',
      '1 error',
    ),
  ],
])('%s', (_, text, message) => {
  expect(rendered(text)).toBe(message);
});
