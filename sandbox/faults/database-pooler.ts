import { reloadPooler, runOnConsole } from '../deploy/pooler.ts';
import type { Broken, Fault } from './fault.ts';
import { must } from './pick.ts';

interface PoolerFault {
  readonly id: string;
  readonly describes: string;
  /** Ids of checks of the pooler in front of the database that moves. */
  readonly breaks: readonly string[];
  /** Those of which it leaves nothing to decide by. */
  readonly blurs?: readonly string[];
  readonly apply: readonly string[];
  /** Orders that older releases refuse, for what is not theirs. */
  readonly applyIfKnown?: readonly string[];
  /** What loading the file of settings again does not take back. */
  readonly heal?: readonly string[];
}

function poolerFault(fault: PoolerFault): Fault {
  const { id, describes, breaks, blurs = [], apply, applyIfKnown = [], heal = [] } = fault;
  const subject: Broken['subject'] = ({ migration }) =>
    must(migration?.target, 'database that moves');
  return {
    id,
    describes,
    breaks: [
      ...breaks.map((check) => ({ check, subject })),
      ...blurs.map((check) => ({ check, subject, status: 'unknown' as const })),
    ],
    async apply(context) {
      await runOnConsole(context, apply);
      await runOnConsole(context, applyIfKnown).catch(() => undefined);
      return null;
    },
    async heal(context) {
      await reloadPooler(context);
      await runOnConsole(context, heal);
    },
  };
}

/** Orders to the console of pgBouncer. */
export const DATABASE_POOLER_FAULTS: readonly Fault[] = [
  poolerFault({
    id: 'pooler-lets-everybody-in',
    describes: 'The pooler asks its clients for no password.',
    breaks: ['database/pooler-authentication'],
    apply: ["SET auth_type = 'trust'"],
  }),
  poolerFault({
    id: 'pooler-too-large',
    describes: 'The pools may open more connections than the target takes.',
    breaks: ['database/pooler-capacity'],
    apply: ["SET default_pool_size = '200'"],
  }),
  poolerFault({
    id: 'pooler-stays-with-the-old-writer',
    describes: 'The pooler keeps the address of the writer for an hour.',
    breaks: ['database/pooler-failover'],
    apply: ["SET dns_max_ttl = '3600'"],
  }),
  poolerFault({
    id: 'pooler-mode',
    describes: 'Clients of the pooler lose their server connection after each statement.',
    breaks: ['database/pooler-mode', 'database/pooler-prepared-statements'],
    // Outside session mode none is run.
    blurs: ['database/pooler-reset'],
    apply: ["SET pool_mode = 'statement'"],
    // Releases from 1.21 on would keep prepared statements all the same.
    applyIfKnown: ["SET max_prepared_statements = '0'"],
  }),
  poolerFault({
    id: 'pooler-without-reset',
    describes: 'The pooler leaves to the next client what the last one set up.',
    breaks: ['database/pooler-reset'],
    apply: ["SET server_reset_query = ''"],
  }),
  poolerFault({
    id: 'pooler-paused',
    describes: 'The pooler was paused and never resumed.',
    breaks: ['database/pooler-serving'],
    apply: ['PAUSE supervision_db'],
    heal: ['RESUME supervision_db'],
  }),
  poolerFault({
    id: 'pooler-disabled',
    describes: 'The pooler refuses clients of the database.',
    breaks: ['database/pooler-serving'],
    apply: ['DISABLE supervision_db'],
    heal: ['ENABLE supervision_db'],
  }),
  poolerFault({
    id: 'pooler-waits-for-ever',
    describes: 'A transaction may stay idle at the pooler without an end.',
    breaks: ['database/pooler-timeouts'],
    apply: ["SET idle_transaction_timeout = '0'"],
  }),
  poolerFault({
    id: 'pooler-trusts-any-server',
    describes: 'The pooler does not verify the database that it speaks to.',
    breaks: ['database/pooler-tls'],
    apply: ["SET server_tls_sslmode = 'require'"],
  }),
  poolerFault({
    id: 'pooler-in-the-clear',
    describes: 'The pooler also takes clients without TLS.',
    breaks: ['database/pooler-tls'],
    apply: ["SET client_tls_sslmode = 'allow'"],
  }),
];
