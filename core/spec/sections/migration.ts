import { z } from 'zod';
import { Count, Name } from '../values.ts';

/** The database that moves. How to connect to either side is no part of a spec. */
export const MigrationSpec = z.strictObject({
  database: Name,
  source: z.strictObject({
    engine: z.literal('postgresql'),
    /** A major version such as `15`, or a release such as `15.4`. */
    version: z.string().regex(/^\d+(\.\d+)?$/, 'quote the version: "15" or "15.4"'),
    /** Connections that each instance of the application keeps. */
    poolSize: Count.optional(),
    /** Names and addresses of hosts of the source: after the move nothing may still point at them. */
    hosts: z.array(Name).optional(),
    /** Features that the applications rely on, and that the target must have. */
    uses: z.array(Name).optional(),
  }),
  /** The declared Aurora cluster. */
  target: Name,
});
