import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parse, stringify } from 'yaml';
import { readYaml } from './read-yaml.ts';
import { plainOf } from './source-tree.ts';
import { lines } from './testing/rendered.ts';
import { parseInPieces } from './yaml-pieces.ts';

const TEXT = lines(
  'list:',
  '  - 1',
  '  - { a: 2 }',
  '  - [3]',
  '  - 4',
  'map:',
  '  a: &a { x: 1 }',
  '  b: *a',
  '  c:',
  '    d: 2',
  '  # e',
  '  f: |',
  '    text',
  'last: true',
  '',
);

test('members of the root and of its sections are handed out once the parser is done with them', () => {
  const pieces: unknown[] = [];
  const { root, errors } = parseInPieces(TEXT, ({ depth, node }) => {
    pieces.push([depth, TEXT.slice(...(node.range ?? [])).trim()]);
  });
  expect(pieces).toEqual([
    [1, '- 1'],
    [1, '- { a: 2 }'],
    [1, 'a: &a { x: 1 }'],
    [1, 'b: *a'],
    [0, lines('list:', '  - 1', '  - { a: 2 }', '  - [3]', '  - 4')],
  ]);
  expect(root?.toJSON()).toEqual({ map: { c: { d: 2 }, f: 'text\n' }, last: true });
  expect(errors).toEqual([]);
});

test('what was read in pieces is whole, and stands where it was written', () => {
  const read = readYaml(TEXT);
  if (!read.ok) throw new Error('It is valid.');
  expect(JSON.parse(JSON.stringify(plainOf(read.root)))).toEqual({
    list: [1, { a: 2 }, [3], 4],
    map: { a: { x: 1 }, b: { x: 1 }, c: { d: 2 }, f: 'text\n' },
    last: true,
  });
  const map = read.root.entries.get('map')?.node;
  expect(map?.span.start).toBe(TEXT.indexOf('a: &a'));
  expect(read.root.entries.get('list')?.node.span.start).toBe(TEXT.indexOf('- 1'));
});

test('a key that is in two pieces is there twice', () => {
  const text = lines('map:', '  a: 1', '  b: 2', '  c: 3', '  d: 4', '  a: 5', '');
  expect(readYaml(text)).toEqual({
    ok: false,
    readable: true,
    flaws: [
      {
        span: { start: text.lastIndexOf('a'), end: text.lastIndexOf('a') + 1 },
        message: 'the key "a" is there twice',
        hint: 'YAML would keep the last one alone; remove or rename one',
      },
    ],
  });
});

test('what is not YAML in a piece is refused with its place', () => {
  const text = lines('map:', '  a: "\\q"', '  b: 2', '  c: 3', '  d: 4', 'e: 5', '');
  const read = readYaml(text);
  expect(read.ok ? [] : read.flaws.map(({ span, message }) => [span.start, message])).toEqual([
    [text.indexOf('\\q'), 'not valid YAML: invalid escape sequence'],
  ]);
});

test('any plain value that is written as YAML is read as it was', () => {
  const name = fc.stringMatching(/^[a-z][a-z :#'"-]{0,5}$/);
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      fc.stringMatching(/^[ -~\n]*$/),
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      fc.array(tie('value'), { maxLength: 6 }),
      fc.dictionary(name, tie('value'), { maxKeys: 6 }),
    ),
  }));
  fc.assert(
    fc.property(fc.dictionary(name, value, { minKeys: 1, maxKeys: 6 }), (whole) => {
      // Of a text of spaces and line breaks alone the package writes a block that YAML has mean other spaces.
      const text = stringify(whole, { blockQuote: false });
      expect(plainText(text)).toBe(JSON.stringify(whole));
      // Blocks among them, what is read in pieces is what is read at once.
      const withBlocks = stringify(whole);
      expect(plainText(withBlocks)).toBe(JSON.stringify(parse(withBlocks)));
    }),
  );
});

test('of a block of blank lines alone the longest tells the indent', () => {
  expect(plainText(lines('a: |+', '  ', '   ', ''))).toBe('{"a":"\\n\\n"}');
});

function plainText(text: string): string | false {
  const read = readYaml(text);
  return read.ok && JSON.stringify(plainOf(read.root));
}
