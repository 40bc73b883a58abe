import {
  sequencePositions,
  type SequencePosition,
} from '../../collectors/postgres/catalog/sequence-positions.ts';
import { fail, unknown, type Judgement } from '../../core/judgement.ts';
import { nextOf } from './next-value.ts';
import { judgeSequences } from './sequences-of.ts';
import { movedDatabase, NO_MIGRATION } from './subjects.ts';
import { defineCheck } from '../../core/check.ts';

/** Null when there is nothing to say against it. */
function judgeSequence(
  target: SequencePosition,
  source: SequencePosition | undefined,
): Judgement | null {
  const { sequence, column, greatest, least } = target;
  const next = nextOf(target);
  if (next === null) {
    return unknown(`Where the sequence ${sequence} of the target is could not be read.`);
  }
  const rises = BigInt(target.increment) > 0n;
  const held = rises ? greatest : least;
  const isPast = (value: bigint) => (rises ? next > value : next < value);
  if (held !== null && !isPast(BigInt(held))) {
    return fail(
      `The next value of the sequence ${sequence} is already in ${column ?? 'its column'} of the target.`,
      { [rises ? 'nextGreaterThan' : 'nextLessThan']: held },
      { next: String(next) },
    );
  }
  if (source === undefined) return null;
  const ofSource = nextOf(source);
  if (ofSource === null) {
    return unknown(`Where the sequence ${sequence} of the source is could not be read.`);
  }
  if (next === ofSource || isPast(ofSource)) return null;
  return fail(
    `The sequence ${sequence} of the target is behind that of the source.`,
    { [rises ? 'nextAtLeast' : 'nextAtMost']: String(ofSource) },
    { next: String(next) },
  );
}

/** That a sequence is missing is for database/sequences to say. */
export default defineCheck({
  id: 'database/sequence-positions',
  title:
    'Every sequence of the target goes on after the values that are there and that the source has given',
  risk: 'The first rows that are written after the cutover collide with rows that were moved.',
  remediation:
    'Set the sequence past the greatest value of its column and past the source’s, as the last step before the cutover: neither DMS nor logical replication moves sequences.',
  fix: { sql: "SELECT setval('<sequence>', (SELECT max(<column>) FROM <table>));" },
  severity: 'critical',
  resourceType: 'AWS::RDS::DBCluster',
  references: [
    'https://www.postgresql.org/docs/current/functions-sequence.html',
    'https://www.postgresql.org/docs/current/logical-replication-restrictions.html',
    'https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Source.PostgreSQL.html#CHAP_Source.PostgreSQL.Limitations',
  ],
  controls: [],
  proves: ['aurora/compatibility'],
  needs: { sequencePositions },
  none: NO_MIGRATION,
  subjects: movedDatabase,

  evaluate(_, { sequencePositions }) {
    return judgeSequences(sequencePositions, judgeSequence);
  },
});
