import type { JsonSchema } from './json-schema.ts';
import type { Path } from './source-tree.ts';

/** The schema of what stands at a path; null when the schema knows no such place. */
export function schemaAt(schema: JsonSchema, path: Path, value: unknown): JsonSchema | null {
  const here = alternativeFor(schema, value);
  const [step, ...rest] = path;
  if (step === undefined) return here;
  const below = childSchema(here, step);
  return below === null ? null : schemaAt(below, rest, childValue(value, step));
}

function childSchema(schema: JsonSchema, step: string | number): JsonSchema | null {
  if (typeof step === 'number') return schema.items ?? null;
  const { properties, additionalProperties } = schema;
  if (properties !== undefined && Object.hasOwn(properties, step)) return properties[step] ?? null;
  return typeof additionalProperties === 'object' ? additionalProperties : null;
}

/** Of alternatives that a key tells apart, such as `kind`, the one that the value names. */
function alternativeFor(schema: JsonSchema, value: unknown): JsonSchema {
  const alternatives = schema.oneOf ?? schema.anyOf ?? [];
  const named = alternatives.find(({ properties }) =>
    Object.entries(properties ?? {}).some(
      ([key, { const: named }]) => named !== undefined && childValue(value, key) === named,
    ),
  );
  if (named === undefined) return schema;
  return schema.writeOnly === true ? { ...named, writeOnly: true } : named;
}

/** Whether a secret may stand in a map of this schema by mistake. */
export function holdsSecrets({
  writeOnly,
  properties = {},
  additionalProperties,
  anyOf = [],
  oneOf = [],
}: JsonSchema): boolean {
  const below = [...Object.values(properties), ...anyOf, ...oneOf];
  if (typeof additionalProperties === 'object') below.push(additionalProperties);
  return writeOnly === true || below.some(holdsSecrets);
}

export function childValue(value: unknown, step: string | number): unknown {
  if (value === null || typeof value !== 'object') return undefined;
  return Object.hasOwn(value, step) ? (value as Record<string | number, unknown>)[step] : undefined;
}

/** The keys that a map of this schema may have; empty when it may have any. */
export function keysOf(schema: JsonSchema | null): readonly string[] {
  return Object.keys(schema?.properties ?? {});
}

/** What a schema asks for, in words that fit after "must be". */
export function expectationOf(schema: JsonSchema): string {
  const { const: only, enum: values, anyOf, oneOf, type } = schema;
  if (only !== undefined) return JSON.stringify(only);
  if (values !== undefined) return oneOfText(values.map((value) => JSON.stringify(value)));
  const alternatives = anyOf ?? oneOf;
  if (alternatives !== undefined) return oneOfText([...new Set(alternatives.map(expectationOf))]);
  switch (type ?? '') {
    case 'string':
      return 'a text';
    case 'integer':
      return 'a whole number';
    case 'number':
      return 'a number';
    case 'boolean':
      return 'true or false';
    case 'array':
      return 'a list';
    case 'object':
      return 'a map';
    default:
      return 'something else';
  }
}

export function oneOfText(values: readonly string[]): string {
  const last = values.at(-1) ?? 'nothing';
  return values.length < 2 ? last : `${values.slice(0, -1).join(', ')} or ${last}`;
}
