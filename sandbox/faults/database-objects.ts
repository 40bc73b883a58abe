import type { Fault } from './fault.ts';
import { sqlFault } from './sql-fault.ts';

/** What a migration leaves out or changes of the objects. */
export const DATABASE_OBJECT_FAULTS: readonly Fault[] = [
  sqlFault({
    id: 'database-column-type',
    describes: 'The number of a column became one of six digits, as DMS makes it of others.',
    breaks: ['database/columns'],
    apply: ['ALTER TABLE supervision.workflows ALTER COLUMN budget TYPE numeric(28, 6)'],
    heal: ['ALTER TABLE supervision.workflows ALTER COLUMN budget TYPE numeric(12, 4)'],
  }),
  sqlFault({
    id: 'database-extension-missing',
    describes: 'An extension of the source was not created.',
    breaks: ['database/extensions'],
    apply: ['DROP EXTENSION pgcrypto'],
    heal: ['CREATE EXTENSION pgcrypto SCHEMA public'],
  }),
  sqlFault({
    id: 'database-extension-old',
    describes: 'An extension of the target is of an older version.',
    breaks: ['database/extension-versions'],
    apply: ["UPDATE pg_extension SET extversion = '1.0' WHERE extname = 'pg_trgm'"],
    heal: [
      `UPDATE pg_extension e SET extversion = a.default_version
       FROM pg_available_extensions a WHERE a.name = e.extname AND e.extname = 'pg_trgm'`,
    ],
  }),
  sqlFault({
    id: 'database-sequence-behind',
    describes: 'A sequence was not set past the rows that were moved.',
    breaks: ['database/sequence-positions'],
    apply: ["SELECT setval('telemetry.metric_numbers', 1)"],
    heal: [
      "SELECT setval('telemetry.metric_numbers', (SELECT max(number) FROM telemetry.metrics))",
    ],
  }),
  sqlFault({
    id: 'database-not-analyzed',
    describes: 'A table was loaded and not analyzed.',
    breaks: ['database/statistics'],
    apply: ["DELETE FROM pg_statistic WHERE starelid = 'messaging.messages'::regclass"],
    heal: ['ANALYZE messaging.messages'],
  }),
  sqlFault({
    id: 'database-triggers-lost',
    describes: 'No trigger was moved.',
    breaks: [['database/used-features', 'uses triggers']],
    apply: ['UPDATE pg_trigger SET tgisinternal = true WHERE tgconstraint = 0'],
    heal: ['UPDATE pg_trigger SET tgisinternal = false WHERE tgconstraint = 0'],
  }),
];
