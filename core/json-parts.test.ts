import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { JsonParts, parseJsonParts } from './json-parts.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);

/** What comes of a text, whether it is JSON or not. */
function outcomeOf(parse: () => unknown): unknown {
  try {
    return { value: parse() };
  } catch (error) {
    return (error as Error).name;
  }
}

const samples: readonly (readonly [string, string])[] = [
  [
    'a document',
    '{"findings": [{"a": [1, {"b": "}]"}]}, {}], "run": {"spec": {"x": null}}, "n": 1}',
  ],
  ['lists of lists', '[[[1], [[2]], 3, "[4]", null], {"a": [0], "b": 0}]'],
  ['quotes and brackets in strings', String.raw`{"a": [{"b\"]": "\\"}, "\u007b", "[\\\"["]}`],
  ['characters of many bytes', '{"a": [{"b": "app_db › public.agents 😀"}]}'],
  [
    'a key that is a prototype elsewhere',
    '{"a": {"__proto__": {"b": 1}}, "c": [{"__proto__": []}]}',
  ],
  ['a key twice', '{"a": [{"b": 1}], "a": [{"b": 2}, {"b": 3}]}'],
  ['a text that is cut off', '{"findings": [{"a": 1}, {"a'],
  ['a bracket of the other kind', '{"findings": [{"a": 1]}, 2]}'],
  ['a bracket too many', '{"findings": [{"a": 1}]}]'],
  ['a missing comma', '{"findings": [{"a": 1} {"a": 2}]}'],
  ['a comma too many', '{"findings": [{"a": 1},]}'],
  ['nothing', ''],
  ['a mark of the byte order', '\ufeff{}'],
  ['one number', '1'],
];

test.each(samples)('%s is what JSON.parse makes of it', (_, text) => {
  expect(outcomeOf(() => parseJsonParts(bytesOf(text)))).toEqual(
    outcomeOf(() => JSON.parse(text) as unknown),
  );
});

test('of each part is kept what is wanted of it, by the name of its member', () => {
  const parts = new JsonParts((part, member) => [member, part]);
  parts.push(
    bytesOf(
      '{"run": {"spec": {}}, "n": "a\\": [", "find\\u0069ngs": [{"a": 1}, {"b": [2]}], "x": [[]]}',
    ),
  );
  expect(parts.end()).toEqual({
    run: { spec: ['run', {}] },
    n: 'a": [',
    findings: [
      ['findings', { a: 1 }],
      ['findings', { b: [2] }],
    ],
    x: [['x', []]],
  });
});

test('what of a part is not wanted ends the reading', () => {
  const parts = new JsonParts(() => {
    throw new RangeError('not this one');
  });
  expect(() => {
    parts.push(bytesOf('{"findings": [{"a": 1}'));
  }).toThrow('not this one');
});

describe('whatever the text', () => {
  test('where it is cut makes no difference', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 6 }), fc.array(fc.nat({ max: 40 })), (json, lengths) => {
        const bytes = bytesOf(json);
        const parts = new JsonParts();
        let from = 0;
        for (const length of lengths) {
          parts.push(bytes.subarray(from, from + length));
          from += length;
        }
        parts.push(bytes.subarray(from));
        expect(parts.end()).toEqual(JSON.parse(json));
      }),
      { numRuns: 1000 },
    );
  });

  test('a value is the same as before it was written', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 6 }), fc.integer({ min: 0, max: 2 }), (json, indent) => {
        const text = JSON.stringify(JSON.parse(json), null, indent);
        expect(parseJsonParts(bytesOf(text))).toEqual(JSON.parse(text));
      }),
    );
  });

  test('what is not JSON is not taken for it', () => {
    const broken = fc
      .tuple(
        fc.json({ maxDepth: 5 }),
        fc.nat(),
        fc.constantFrom('', '[', ']', '{', '}', ',', '"', '\\'),
      )
      .map(([json, at, sign]) => {
        const place = at % (json.length + 1);
        return json.slice(0, place) + sign + json.slice(place + 1);
      });
    fc.assert(
      fc.property(broken, (text) => {
        expect(outcomeOf(() => parseJsonParts(bytesOf(text)))).toEqual(
          outcomeOf(() => JSON.parse(text.toWellFormed()) as unknown),
        );
      }),
      { numRuns: 1000 },
    );
  });
});
