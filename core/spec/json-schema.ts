import { z } from 'zod';
import { ENVIRONMENTS } from './environments.ts';
import { Spec } from './spec.ts';

/** The part of JSON Schema, draft 07, that Zod writes for a spec. */
export interface JsonSchema {
  readonly $schema?: string;
  readonly title?: string;
  readonly description?: string;
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: JsonSchema | boolean;
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  /** What is written there may be a secret by mistake, and is not shown when it is wrong. */
  readonly writeOnly?: boolean;
}

/** The JSON Schema of a spec as it is judged: merged, without environments. Refinements are not in it. */
export function specSchema(): JsonSchema {
  return jsonSchemaOf(Spec);
}

/** The JSON Schema of what people write in a file. Refinements are not in it. */
export function jsonSchemaOf(schema: z.ZodType): JsonSchema {
  // A deep copy in our own shape: Zod's type of a JSON Schema is wider than what it writes.
  return z.toJSONSchema(schema, {
    target: 'draft-07',
    io: 'input',
    override: ({ jsonSchema }) => {
      // Draft 07 has no format for CIDR blocks; strict validators refuse what they do not know.
      if (jsonSchema.format?.startsWith('cidr') === true) delete jsonSchema.format;
    },
  }) as JsonSchema;
}

/**
 * The JSON Schema of a spec file, for editors: the base in full, and environments of which every key is optional and
 * every value may be null. What only the parser can see, such as a name that is not declared, is not in it.
 */
export function specFileSchema(): JsonSchema {
  const spec = specSchema();
  const { $schema, ...rest } = spec;
  return {
    ...($schema === undefined ? {} : { $schema }),
    title: 'Landfall spec',
    description: 'What a migrated deployment must look like.',
    ...rest,
    properties: {
      ...spec.properties,
      [ENVIRONMENTS]: {
        description:
          'What differs by environment: laid over the base, key by key. Null takes a key away.',
        type: 'object',
        additionalProperties: partialOf(rest),
      },
    },
  };
}

/** The same schema with nothing required. Lists are not merged, so what is in them stays as it is. */
function partialOf(schema: JsonSchema): JsonSchema {
  const { properties, additionalProperties } = schema;
  // Without its required keys, a value may match several alternatives: "one of" becomes "any of".
  const alternatives = schema.oneOf ?? schema.anyOf;
  const kept = Object.entries(schema).filter(([key]) => key !== 'required' && key !== 'oneOf');
  return {
    ...Object.fromEntries(kept),
    ...(properties === undefined ? {} : { properties: nullable(properties) }),
    ...(typeof additionalProperties === 'object'
      ? { additionalProperties: orNull(partialOf(additionalProperties)) }
      : {}),
    ...(alternatives === undefined ? {} : { anyOf: alternatives.map(partialOf) }),
  };
}

function nullable(
  properties: Readonly<Record<string, JsonSchema>>,
): Readonly<Record<string, JsonSchema>> {
  const entries = Object.entries(properties);
  return Object.fromEntries(entries.map(([key, schema]) => [key, orNull(partialOf(schema))]));
}

function orNull(schema: JsonSchema): JsonSchema {
  return { anyOf: [schema, { type: 'null' }] };
}
