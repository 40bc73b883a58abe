import { z } from 'zod';
import { Report } from './report.ts';

/** The JSON Schema, draft 07, of the document as it is written: every key is there, and no other. */
export function reportSchema(): object {
  const { $schema, ...rest } = z.toJSONSchema(Report, { target: 'draft-07', io: 'output' });
  return {
    $schema,
    title: 'Landfall run',
    description: 'What one run of a suite found, with its evidence.',
    ...rest,
  };
}
