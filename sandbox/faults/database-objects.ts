import type { Side } from '../../core/postgres.ts';
import { runSql } from '../deploy/databases.ts';
import type { Broken, Fault } from './fault.ts';
import { must } from './pick.ts';

interface SqlFault {
  readonly id: string;
  readonly describes: string;
  /** Ids of checks of the database that moves. */
  readonly breaks: readonly string[];
  /** The target when left out. */
  readonly side?: Side;
  readonly apply: string;
  readonly heal: string;
}

/** A fault of one side's database, made and healed by its superuser. */
export function sqlFault({ side = 'target', apply, heal, breaks, ...told }: SqlFault): Fault {
  return {
    ...told,
    breaks: breaks.map(brokenOf),
    async apply(context) {
      await runSql(context, side, apply);
      return null;
    },
    heal: (context) => runSql(context, side, heal),
  };
}

function brokenOf(check: string): Broken {
  return { check, subject: ({ migration }) => must(migration?.database, 'database that moves') };
}

/** What a migration leaves out or changes of the objects. */
export const DATABASE_OBJECT_FAULTS: readonly Fault[] = [
  sqlFault({
    id: 'database-column-type',
    describes: 'The number of a column became one of six digits, as DMS makes it of others.',
    breaks: ['database/columns'],
    apply: 'ALTER TABLE supervision.workflows ALTER COLUMN budget TYPE numeric(28, 6)',
    heal: 'ALTER TABLE supervision.workflows ALTER COLUMN budget TYPE numeric(12, 4)',
  }),
];
