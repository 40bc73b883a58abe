import type { z } from 'zod';
import { jsonSchemaOf, type JsonSchema } from '../spec/json-schema.ts';
import { Baseline } from './baseline.ts';
import { WaiversFile } from './waiver.ts';

/** The JSON Schema of a file of waivers, for editors. Days, names of checks and patterns are for the parser. */
export function waiversFileSchema(): JsonSchema {
  return titled(WaiversFile, 'Landfall waivers', 'Deviations that somebody accepted, until a day.');
}

/** The JSON Schema of a baseline. */
export function baselineSchema(): JsonSchema {
  return titled(Baseline, 'Landfall baseline', 'Failures that stood when it was created.');
}

function titled(schema: z.ZodType, title: string, description: string): JsonSchema {
  const { $schema, ...rest } = jsonSchemaOf(schema);
  return { ...($schema === undefined ? {} : { $schema }), title, description, ...rest };
}
