import type { Side } from '../../core/postgres.ts';
import { runSql } from '../deploy/databases.ts';
import type { Broken, Fault } from './fault.ts';
import { must } from './pick.ts';

interface SqlFault {
  readonly id: string;
  readonly describes: string;
  /** Ids of checks of the database that moves, or one with its subject in words after the database's name. */
  readonly breaks: readonly (string | readonly [check: string, subject: string])[];
  /** Checks that can no longer see what they judge. */
  readonly blinds?: readonly string[];
  /** The target when left out. */
  readonly side?: Side;
  readonly apply: readonly string[];
  readonly heal: readonly string[];
}

/** A fault of one side's database, made and healed by its superuser, one statement after the other. */
export function sqlFault(fault: SqlFault): Fault {
  const { id, describes, side = 'target', apply, heal, breaks, blinds = [] } = fault;
  return {
    id,
    describes,
    breaks: [
      ...breaks.map((broken) =>
        typeof broken === 'string' ? brokenOf(broken, '') : brokenOf(broken[0], ` ${broken[1]}`),
      ),
      ...blinds.map((check) => ({ ...brokenOf(check, ''), status: 'error' as const })),
    ],
    async apply(context) {
      await runSql(context, side, apply);
      return null;
    },
    heal: (context) => runSql(context, side, heal),
  };
}

function brokenOf(check: string, subject: string): Broken {
  return {
    check,
    subject: ({ migration }) => `${must(migration?.database, 'database that moves')}${subject}`,
  };
}
