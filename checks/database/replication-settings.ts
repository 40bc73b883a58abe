import {
  replicationCapacity,
  type ReplicationCapacity,
} from '../../collectors/postgres/catalog/replication-capacity.ts';
import { defineCheck } from '../../core/check.ts';
import { deviationsOr, fail, pass, unknown, type Deviation } from '../../core/judgement.ts';
import { replicatedDatabase, type ReplicatedDatabase } from './replicated.ts';
import { NO_MIGRATION } from './subjects.ts';

/** What the assessment of DMS asks at the least: a sender that gives up earlier drops a task that is busy. */
const LEAST_TIMEOUT_MS = 10_000;

/**
 * One slot for a task of DMS, whose own cannot be told from others. A subscription takes one, which it may hold already,
 * and one for each worker that loads tables.
 */
function slotsNeeded(
  replication: ReplicatedDatabase['replication'],
  source: ReplicationCapacity,
  target: ReplicationCapacity,
): number {
  if (replication === 'dms') return 1;
  const isHeld = target.subscribedSlots.some((name) => source.slotNames.includes(name));
  return (isHeld ? 0 : 1) + target.syncWorkers;
}

function problemsOf(source: ReplicationCapacity, needed: number): readonly Deviation[] {
  const { walLevel, senderTimeoutMs } = source;
  const freeSlots = source.maxSlots - source.slots;
  const freeSenders = source.maxSenders - source.senders - source.idleSlots;
  const problems: Deviation[] = [];
  if (walLevel !== 'logical') {
    const judgement = fail(
      'The source does not write what logical replication reads.',
      { walLevel: 'logical' },
      { walLevel },
    );
    problems.push({ object: 'wal_level', judgement });
  }
  if (freeSlots < needed) {
    const judgement = fail(
      'The source has too few free replication slots.',
      { freeSlotsAtLeast: needed },
      { freeSlots, maxSlots: source.maxSlots },
    );
    problems.push({ object: 'max_replication_slots', judgement });
  }
  if (freeSenders < needed) {
    const judgement = fail(
      'The source has too few free senders: each slot takes one.',
      { freeSendersAtLeast: needed },
      { freeSenders, maxSenders: source.maxSenders },
    );
    problems.push({ object: 'max_wal_senders', judgement });
  }
  if (senderTimeoutMs !== 0 && senderTimeoutMs < LEAST_TIMEOUT_MS) {
    const judgement = fail(
      'The source gives up on a receiver too early.',
      { senderTimeoutMsAtLeast: LEAST_TIMEOUT_MS },
      { senderTimeoutMs },
    );
    problems.push({ object: 'wal_sender_timeout', judgement });
  }
  return problems;
}

export default defineCheck({
  id: 'database/replication-settings',
  title: 'The source is set for logical replication, with slots and senders to spare',
  risk: 'The replication does not start, or breaks off under load, and the target stays behind.',
  remediation:
    'Set wal_level to logical, wal_sender_timeout to ten seconds or more, and raise max_replication_slots and max_wal_senders in the source; all but the timeout take a restart.',
  fix: { sql: 'ALTER SYSTEM SET wal_level = logical /* in the source */;' },
  severity: 'high',
  resourceType: 'AWS::RDS::DBCluster',
  references: [
    'https://www.postgresql.org/docs/current/logical-replication-config.html',
    'https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Source.PostgreSQL.html#CHAP_Source.PostgreSQL.Prerequisites',
    'https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Tasks.AssessmentReport.PG.html',
  ],
  controls: [],
  proves: [],
  needs: { replicationCapacity },
  none: NO_MIGRATION,
  subjects: replicatedDatabase,

  evaluate({ replication }, { replicationCapacity }) {
    const source = replicationCapacity.get('source')?.[0]?.def;
    const target = replicationCapacity.get('target')?.[0]?.def;
    if (source === undefined || target === undefined) {
      return unknown('A side did not say how it is set for replication.');
    }
    const needed = slotsNeeded(replication, source, target);
    const deviating = problemsOf(source, needed);
    const { walLevel, senderTimeoutMs, slotKeepMiB } = source;
    const freeSlots = source.maxSlots - source.slots;
    return deviationsOr(
      deviating,
      pass(
        { walLevel: 'logical', freeSlotsAtLeast: needed, senderTimeoutMsAtLeast: LEAST_TIMEOUT_MS },
        { walLevel, freeSlots, senderTimeoutMs },
        {
          details:
            slotKeepMiB === null || slotKeepMiB === -1
              ? []
              : ['The source removes WAL that a slot still needs: max_slot_wal_keep_size is set.'],
        },
      ),
    );
  },
});
