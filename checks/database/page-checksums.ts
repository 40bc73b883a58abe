import { pageChecksums } from '../../collectors/postgres/catalog/page-checksums.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import { movedDatabase, NO_MIGRATION } from './subjects.ts';

/** Without checksums nothing is counted, which is not the same as that nothing is damaged. */
export default defineCheck({
  id: 'database/page-checksums',
  title: 'The source keeps checksums of its pages, and none failed',
  risk: 'Damaged rows are moved as they are, or end the copy half way.',
  remediation:
    'Restore what is damaged from a backup. Where no checksums are kept, turn them on while the source is down, or waive it after pg_amcheck found nothing.',
  fix: {
    sql: 'SELECT datname, checksum_failures, checksum_last_failure FROM pg_stat_database /* in the source */;',
  },
  severity: 'medium',
  resourceType: 'AWS::RDS::DBCluster',
  references: [
    'https://www.postgresql.org/docs/current/checksums.html',
    'https://www.postgresql.org/docs/current/monitoring-stats.html#MONITORING-PG-STAT-DATABASE-VIEW',
  ],
  controls: [],
  proves: ['aurora/compatibility'],
  needs: { pageChecksums },
  none: NO_MIGRATION,
  subjects: movedDatabase,

  evaluate(_, { pageChecksums }) {
    const found = pageChecksums.get('source')?.[0]?.def;
    if (found === undefined) return unknown('The source did not say whether pages are damaged.');
    const { kept, failures, lastFailure, countedSince } = found;
    const expected = { kept: true, failures: 0 };
    const actual = { kept, failures, lastFailure, countedSince };
    if (!kept) {
      return fail(
        'The source keeps no checksums of its pages: damage would be moved unnoticed.',
        expected,
        actual,
      );
    }
    if (failures === null) return unknown('The source did not say how many pages are damaged.');
    return failures === 0
      ? pass(expected, actual)
      : fail('Pages of the source did not fit their checksums.', expected, actual);
  },
});
