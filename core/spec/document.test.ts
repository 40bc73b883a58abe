import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { MAX_SPEC_BYTES, parseSpec, type SpecDocument } from './document.ts';
import { formatProblems } from './problems.ts';
import { lines, rendered } from './testing/rendered.ts';
import { SMALL_SPEC, WHOLE_SPEC } from './testing/whole-spec.ts';

const TEXT = `version: 1
deployment: shop
account:
  id: "123456789012"
  region: eu-west-1
phase: canary
gates: { failOn: high }
tags:
  Owner: shop
  Cost: "7"
logGroups:
  /ecs/a: { minRetentionDays: 7 }
environments:
  live:
    phase: cutover
    tags:
      Owner: live
      Cost: null
      Stage: live
    securityGroups:
      db:
        role: database
        ingress: []
        egress:
          - protocol: tcp
            ports: 443
            to: { cidr: 10.0.0.0/8 }
`;

function parsed(text: string, environment: string | null): SpecDocument {
  const result = parseSpec({ file: 'spec.yaml', text }, environment);
  if (result.ok) return result.document;
  throw new Error(formatProblems(result.problems, text.split('\n')));
}

test('the base alone', () => {
  const { file, environment, environments, spec, lines: text } = parsed(TEXT, null);
  expect({ file, environment, environments }).toEqual({
    file: 'spec.yaml',
    environment: null,
    environments: ['live'],
  });
  expect(spec).not.toHaveProperty('environments');
  expect(spec).toMatchObject({ phase: 'canary', tags: { Owner: 'shop', Cost: '7' } });
  expect(text).toEqual(TEXT.split('\n'));
});

test('an environment is laid over the base', () => {
  const { environment, spec } = parsed(TEXT, 'live');
  expect(environment).toBe('live');
  expect(spec).toMatchObject({ phase: 'cutover', account: { region: 'eu-west-1' } });
  expect(spec.tags).toEqual({ Owner: 'live', Stage: 'live' });
});

test('a base that is not complete is no spec without its environment', () => {
  const text = SMALL_SPEC.replace('phase: canary\n', 'environments: { live: { phase: canary } }\n');
  expect(rendered(text, 'live')).toBeNull();
  expect(rendered(text)).toBe(
    lines(
      'spec.yaml:1:1  error  "phase" is missing',
      '     1 │ version: 1',
      '       │ ^^^^^^^^^^  it must be "pre-cutover", "canary", "cutover" or "post-cutover"',
      '1 error',
    ),
  );
});

describe('positionOf', () => {
  test.each<[string, string | null, (string | number)[], [number, number]]>([
    ['a value of the base', null, ['phase'], [6, 8]],
    ['a value that the environment overrides', 'live', ['phase'], [15, 12]],
    ['a value that it does not', 'live', ['account', 'region'], [5, 11]],
    ['a map of the base stands at its key', null, ['account'], [3, 1]],
    ['a map that is in both stands in the base', 'live', ['tags'], [8, 1]],
    ['an overridden entry of it', 'live', ['tags', 'Owner'], [17, 14]],
    ['an added entry of it', 'live', ['tags', 'Stage'], [19, 14]],
    ['an entry that was taken away: its parent', 'live', ['tags', 'Cost'], [8, 1]],
    ['a map that only the environment has', 'live', ['securityGroups', 'db'], [21, 7]],
    ['an item of a list', 'live', ['securityGroups', 'db', 'egress', 0], [25, 13]],
    ['a value in an item', 'live', ['securityGroups', 'db', 'egress', 0, 'ports'], [26, 20]],
    ['an item that is not there: the list', 'live', ['securityGroups', 'db', 'egress', 7], [24, 9]],
    ['a key with slashes', null, ['logGroups', '/ecs/a', 'minRetentionDays'], [12, 31]],
    ['nothing like it: the root', null, ['zebra', 'stripes', 3], [1, 1]],
    ['below a scalar: the scalar', null, ['phase', 'x', 'y'], [6, 8]],
    ['the root', null, [], [1, 1]],
    ['names of the prototype', null, ['__proto__', 'toString'], [1, 1]],
  ])('%s', (_, environment, path, [line, column]) => {
    expect(parsed(TEXT, environment).positionOf(path)).toEqual({ line, column });
  });

  test('an alias stands where what it stands for was written', () => {
    const text = `${SMALL_SPEC}tags: &t\n  Owner: shop\nkmsKeys: { k: { rotation: true } }\n`;
    expect(parsed(text, null).positionOf(['tags', 'Owner'])).toEqual({ line: 7, column: 10 });
  });

  test('line ends of Windows and a byte order mark', () => {
    const text = `\ufeff${TEXT.replaceAll('\n', '\r\n')}`;
    const document = parsed(text, 'live');
    expect(document.positionOf(['tags', 'Stage'])).toEqual({ line: 19, column: 14 });
    expect(document.lines[1]).toBe('deployment: shop');
  });

  test('never throws and stays within the text', () => {
    const step = fc.oneof(
      fc.constantFrom('clusters', 'main', 'services', 'api', 'task', 'ingress', '__proto__', ''),
      fc.integer({ min: -2, max: 5 }),
      fc.string(),
    );
    const document = parsed(WHOLE_SPEC, null);
    fc.assert(
      fc.property(fc.array(step, { maxLength: 8 }), (path) => {
        const { line, column } = document.positionOf(path);
        expect(line).toBeGreaterThanOrEqual(1);
        expect(line).toBeLessThanOrEqual(document.lines.length);
        expect(column).toBeGreaterThanOrEqual(1);
        expect(column).toBeLessThanOrEqual((document.lines[line - 1] ?? '').length + 1);
      }),
    );
  });

  test('every leaf of a spec stands where its value is written', () => {
    const document = parsed(WHOLE_SPEC, null);
    for (const { path, value } of leaves(document.spec)) {
      const { line, column } = document.positionOf(path);
      const rest = (document.lines[line - 1] ?? '').slice(column - 1);
      const written = rest.startsWith('"') ? rest.slice(1) : rest;
      // An empty list or map stands at its key.
      const expected = isScalar(value) ? String(value) : String(path.at(-1));
      expect([path, written.startsWith(expected)]).toEqual([path, true]);
    }
  });
});

interface Leaf {
  readonly path: readonly (string | number)[];
  readonly value: unknown;
}

function isScalar(value: unknown): value is string | number | boolean {
  return ['string', 'number', 'boolean'].includes(typeof value);
}

function leaves(value: unknown, path: readonly (string | number)[] = []): readonly Leaf[] {
  if (Array.isArray(value) && value.length > 0) {
    return value.flatMap((item, index) => leaves(item, [...path, index]));
  }
  if (value === null || typeof value !== 'object' || Object.keys(value).length === 0) {
    return [{ path, value }];
  }
  return Object.entries(value).flatMap(([key, member]) => leaves(member, [...path, key]));
}

describe('a text that is too large', () => {
  const message = lines(
    'spec.yaml:1:1  error  the file is larger than a spec may be, which is 8388608 bytes',
    '     1 │ VERSION',
    '       │ ^  is it the right file?',
    '1 error',
  );

  test.each([
    ['fifty megabytes', '#'.repeat(50 * 1024 * 1024)],
    ['one character too many', '#'.repeat(MAX_SPEC_BYTES + 1)],
    ['one byte too many', `#${'é'.repeat(MAX_SPEC_BYTES / 2)}`],
  ])('%s', (_, text) => {
    const result = parseSpec({ file: 'spec.yaml', text }, null);
    if (result.ok) throw new Error('A text that is too large was read.');
    expect(formatProblems(result.problems, ['VERSION'])).toBe(message);
  });

  test('as large as may be is read', () => {
    const comment = '#'.repeat(MAX_SPEC_BYTES - SMALL_SPEC.length);
    expect(rendered(SMALL_SPEC + comment)).toBeNull();
  });
});

describe('parseSpec never throws', () => {
  /** Valid or not, the answer has a position within the text, and printing it does not throw either. */
  function answers(text: string, environment: string | null): void {
    const result = parseSpec({ file: 'spec.yaml', text }, environment);
    if (result.ok) return;
    const count = text.split('\n').length;
    expect(result.problems.length).toBeGreaterThan(0);
    for (const { line, column, length } of result.problems) {
      expect(line).toBeGreaterThanOrEqual(1);
      expect(line).toBeLessThanOrEqual(count);
      expect(column).toBeGreaterThanOrEqual(1);
      expect(length).toBeGreaterThanOrEqual(1);
    }
    expect(formatProblems(result.problems, text.split('\n'))).not.toMatch(
      // eslint-disable-next-line no-control-regex -- nothing that a terminal acts on may be printed
      /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/,
    );
  }

  test('on any text', () => {
    const yaml = fc.stringMatching(/^[{}[\],:\-?#&*!|>'"%@`~<= \n\tab1\\]*$/);
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), yaml), (text) => {
        answers(text, null);
      }),
      { numRuns: 500 },
    );
  });

  const specs = [
    WHOLE_SPEC,
    TEXT,
    readFileSync(join(__dirname, '../../specs/mistersmith.yaml'), 'utf8').slice(-6000),
  ];

  test('on a spec of which a piece is replaced, doubled or missing', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '',
        '~',
        '[]',
        '{}',
        '*a',
        '&a ',
        '!x ',
        '<<: ',
        '"',
        ': ',
        '\n',
        '\t',
        '\u001b',
        '\u202e',
      ),
      fc.constantFrom('null', '0', '-1', '.inf', '1e999', '2 GB', '1'.repeat(400)),
      fc.string({ unit: 'grapheme', maxLength: 5 }),
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...specs),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.nat({ max: 40 }),
        piece,
        fc.constantFrom(null, 'live', 'production'),
        (spec, where, cut, put, environment) => {
          const at = Math.floor(where * spec.length);
          answers(spec.slice(0, at) + put + spec.slice(at + cut), environment);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('on an environment of any shape', () => {
    const environments = fc.json({ maxDepth: 4 });
    fc.assert(
      fc.property(environments, (live) => {
        answers(`${SMALL_SPEC}environments: { live: ${live} }\n`, 'live');
      }),
    );
  });
});
