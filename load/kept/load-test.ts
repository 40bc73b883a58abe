import { z } from 'zod';
import { DeploymentRecord } from '../../core/load/deployment-record.ts';
import { Stop } from '../../core/load/load-document.ts';
import { SentMessages } from './messages.ts';
import { StoredScenario } from './scenario.ts';

/** All that a load test left behind, as JSON: it is judged by this and by the spec alone. */
export const LoadTest = z
  .strictObject({
    formatVersion: z.literal(1),
    /** ULID: sortable by time. */
    id: z.string(),
    /** The version of k6 that sent it; null when it sent nothing. */
    k6: z.string().nullable(),
    /** Where the requests went. */
    origin: z.string(),
    /** Who ended it before its time; null when nobody did. */
    stop: Stop.nullable(),
    /** The sizes that were declared when it was sent: of others it says nothing. */
    sizes: z.array(
      z.strictObject({
        resource: z.string(),
        declared: z.string(),
        /** How it scales and what it is connected by, as JSON; null when that was not kept. */
        declaration: z.string().nullable(),
      }),
    ),
    /** In the order in which they were sent; none when messages alone were. */
    scenarios: z.array(StoredScenario),
    /** Null when none were sent. */
    messages: SentMessages.nullable(),
    /** What AWS reported meanwhile; null when nobody asked it. */
    deployment: DeploymentRecord.nullable(),
  })
  .refine(
    ({ scenarios, messages }) => scenarios.length > 0 || messages !== null,
    'nothing was sent',
  );
export type LoadTest = z.infer<typeof LoadTest>;
