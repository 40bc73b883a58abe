import type { z } from 'zod';
import type { JsonSchema } from './json-schema.ts';
import { pathText } from './path-text.ts';
import type { Flaw } from './problems.ts';
import {
  childValue,
  expectationOf,
  holdsSecrets,
  keysOf,
  oneOfText,
  schemaAt,
} from './schema-walk.ts';
import { secrecyOf } from './secret-name.ts';
import { didYouMean, meantText, similarTo } from './similar.ts';
import { locate, plainOf, spanOf, type Path, type SourceMap } from './source-tree.ts';
import { unitHint } from './units.ts';

type Issue = z.core.$ZodIssue;

/** Told to Zod as its own message, to tell issues without a message of the schema from those that have one. */
const UNSAID = '';

/** What the map of a file is held against. */
export interface FileShape<Value> {
  readonly schema: z.ZodType<Value>;
  readonly jsonSchema: () => JsonSchema;
  /** Keys of the root that were taken off before. */
  readonly otherKeys: readonly string[];
  /** The whole map, in messages, such as `the spec`. */
  readonly whole: string;
}

export type Checked<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly flaws: readonly Flaw[] };

/** Holds what was read against a schema; each issue becomes a flaw at the line that caused it. */
export function checkSchema<Value>(root: SourceMap, shape: FileShape<Value>): Checked<Value> {
  const value = plainOf(root);
  const parsed = shape.schema.safeParse(value, { error: () => UNSAID });
  if (parsed.success) return { ok: true, value: parsed.data };
  const { otherKeys, whole } = shape;
  const place: Place = { root, value, schema: shape.jsonSchema(), otherKeys, whole };
  const unknown = parsed.error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys' ? unknownKeys(issue.keys, issue.path, place) : [],
  );
  const meant = new Set(unknown.flatMap(({ meant: path }) => (path === null ? [] : [path])));
  const others = parsed.error.issues
    .filter(({ code, path }) => code !== 'unrecognized_keys' && !meant.has(pathText(steps(path))))
    .map((issue) => flawOf(issue, place));
  return { ok: false, flaws: [...unknown.map(({ flaw }) => flaw), ...others] };
}

interface Place extends Pick<FileShape<unknown>, 'otherKeys' | 'whole'> {
  readonly root: SourceMap;
  readonly value: unknown;
  readonly schema: JsonSchema;
}

function steps(path: readonly PropertyKey[]): Path {
  return path.map((step) => (typeof step === 'symbol' ? String(step) : step));
}

interface UnknownKey {
  readonly flaw: Flaw;
  /** The key that was probably meant, as a path: that it is missing need not be said as well. */
  readonly meant: string | null;
}

function unknownKeys(
  keys: readonly string[],
  at: readonly PropertyKey[],
  { root, value, schema, otherKeys }: Place,
): readonly UnknownKey[] {
  const path = steps(at);
  const known = keysOf(schemaAt(schema, path, value));
  const allowed = path.length === 0 ? [...known, ...otherKeys] : known;
  const present = valueAt(value, path);
  const absent = allowed.filter((key) => childValue(present, key) === undefined);
  const where = path.length === 0 ? '' : ` in ${pathText(path)}`;
  return keys.map((key) => {
    const { node } = locate(root, path);
    const entry = node.kind === 'map' ? node.entries.get(key) : undefined;
    const span = entry?.key ?? node.span;
    // A key that is there as well was perhaps meant too, but least likely.
    const near = [...similarTo(key, absent), ...similarTo(key, allowed)];
    const [meant] = near;
    const message = `unknown key "${key}"${where}${meantText(near)}`;
    const hint = allowed.length === 0 ? null : `allowed: ${allowed.join(', ')}`;
    const isSecret = [key, ...near].some((name) => isSecretAt(schema, [...path, name], value));
    return {
      flaw: { span, message, hint, ...(isSecret && { hides: entry?.node.span ?? node.span }) },
      meant: meant === undefined ? null : pathText([...path, meant]),
    };
  });
}

function flawOf(issue: Issue, place: Place): Flaw {
  const path = steps(issue.path);
  const located = locate(place.root, path);
  const expected = schemaAt(place.schema, path, place.value);
  const key = String(path.at(-1) ?? '');
  if (!located.found) {
    const parent = pathText(path.slice(0, -1));
    const message = `"${key}" is missing${parent === '' ? '' : ` in ${parent}`}`;
    const wanted = issue.code === 'invalid_union' ? unionText(issue, expected) : null;
    const text = wanted ?? (expected === null ? null : expectationOf(expected));
    const hint = text === null ? null : `it must be ${text}`;
    return { span: located.removed ?? spanOf(located), message, hint };
  }
  const value = valueAt(place.value, path);
  const subject = path.length === 0 ? place.whole : pathText(path);
  const isSecret = isSecretAt(place.schema, path, place.value);
  if (issue.code === 'invalid_key') {
    const span = located.key ?? spanOf(located);
    const said = issue.issues.find(({ message }) => message !== UNSAID)?.message;
    return {
      ...{ span, message: `${subject}: ${said ?? 'a name must not be empty'}`, hint: null },
      ...(isSecret && { hides: located.node.span }),
    };
  }
  return {
    span: spanOf(located),
    message: `${subject}: ${complaint(issue, value, expected, isSecret)}`,
    hint: unitHint(key, value) ?? quoteHint(value, expected),
    ...(isSecret && { hides: located.node.span }),
  };
}

/** Whether what stands at a path, or in what it is part of, may be a secret: by the schema, or by the key's name. */
function isSecretAt(schema: JsonSchema, path: Path, value: unknown): boolean {
  const written = valueAt(value, path);
  const isMap = written !== null && typeof written === 'object' && !Array.isArray(written);
  const expected = schemaAt(schema, path, value);
  // In the place of a map with secrets in it may stand one of them.
  if (path.length > 0 && !isMap && expected !== null && holdsSecrets(expected)) return true;
  return path.some((step, index) => {
    if (schemaAt(schema, path.slice(0, index + 1), value)?.writeOnly === true) return true;
    switch (typeof step === 'string' ? secrecyOf(step) : 'none') {
      case 'whole':
        return true;
      case 'plain':
        return index === path.length - 1 && !isMap;
      case 'none':
        return false;
    }
  });
}

/** Without quotes YAML reads `15` as a number and `15.10` as 15.1. */
function quoteHint(value: unknown, expected: JsonSchema | null): string | null {
  const isBare = typeof value === 'number' || typeof value === 'boolean';
  return isBare && expected?.type === 'string' ? 'write it in quotes' : null;
}

function complaint(
  issue: Issue,
  value: unknown,
  expected: JsonSchema | null,
  isSecret: boolean,
): string {
  const not = isSecret ? '' : `, not ${shown(value)}`;
  if (issue.message !== UNSAID) {
    // A form is easier to see beside what was written; other messages say it all.
    return issue.code === 'invalid_format' ? `${issue.message}${not}` : issue.message;
  }
  switch (issue.code) {
    case 'invalid_value':
      return `must be ${oneOfText(issue.values.map(String))}${not}${meantValue(value, issue.values)}`;
    case 'too_small':
      if (issue.origin === 'array') {
        return `must be a list of ${issue.minimum} or more`;
      }
      return `must be ${atLeast(issue)}${not}`;
    case 'too_big':
      return `must be ${atMost(issue)}${not}`;
    case 'not_multiple_of':
      return `must be a multiple of ${issue.divisor}${not}`;
    case 'invalid_union':
      return `must be ${unionText(issue, expected)}${not}${meantValue(value, unionValues(issue))}`;
    case 'invalid_format':
      return issue.format === 'datetime'
        ? `must be a time such as "2026-11-23T12:00:00Z"${not}`
        : `does not have the form that is asked for${not}`;
    case 'invalid_type':
    case 'invalid_element':
    case 'invalid_key':
    case 'unrecognized_keys':
    case 'custom':
      return `must be ${typeText(issue, expected)}${not}`;
  }
}

function typeText(issue: Issue, expected: JsonSchema | null): string {
  if (issue.code === 'invalid_type' && issue.expected === 'int') return 'a whole number';
  return expected === null ? 'something else' : expectationOf(expected);
}

function atLeast({ origin, minimum, inclusive }: z.core.$ZodIssueTooSmall): string {
  if (origin === 'string') return 'a text that is not empty';
  return inclusive === false ? `greater than ${minimum}` : `at least ${minimum}`;
}

function atMost({ maximum, inclusive }: z.core.$ZodIssueTooBig): string {
  return inclusive === false ? `less than ${maximum}` : `at most ${maximum}`;
}

/** The alternatives of a union; where a key tells them apart, the values of that key. */
function unionText(issue: z.core.$ZodIssueInvalidUnion, expected: JsonSchema | null): string {
  const values = unionValues(issue).map(String);
  const hasNumber = issue.errors.some((issues) =>
    issues.some((below) => below.code === 'invalid_type' && below.expected === 'number'),
  );
  if (values.length > 0) return oneOfText(hasNumber ? [...values, 'a number'] : values);
  return expected === null ? 'something else' : expectationOf(expected);
}

function unionValues(issue: z.core.$ZodIssueInvalidUnion): readonly z.core.util.Primitive[] {
  const named = 'options' in issue ? (issue.options ?? []) : [];
  const literals = issue.errors.flatMap((issues) =>
    issues.flatMap((below) => (below.code === 'invalid_value' ? below.values : [])),
  );
  return [...named, ...literals];
}

function meantValue(value: unknown, allowed: readonly unknown[]): string {
  if (typeof value !== 'string') return '';
  return didYouMean(
    value,
    allowed.filter((candidate) => typeof candidate === 'string'),
  );
}

/** A value as it may stand in a message: short, and recognisable by type. */
function shown(value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a map';
  if (typeof value === 'number') return String(value);
  const text = JSON.stringify(value);
  return text.length <= 60 ? text : `${text.slice(0, 57)}…"`;
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>(childValue, value);
}
