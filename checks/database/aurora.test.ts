import { testCheck } from '../../core/testing/test-check.ts';
import check from './aurora.ts';
import { database } from './testing/database.ts';
import { BLIND, both, SILENT } from './testing/servers.ts';

testCheck(check, database(), {
  pass: [
    {
      name: 'Aurora',
      artifacts: both({}, { aurora: true, startedAt: '2026-11-02T00:00:00+00:00' }),
    },
  ],
  fail: [
    {
      name: 'a source that is the target, as after a change of names',
      artifacts: both({ aurora: true }, { aurora: true }),
      message: 'Both connections reach the same database.',
    },
    {
      name: 'another database of the source',
      artifacts: both({ database: 'app_old' }, { aurora: true, databaseOid: '16385' }),
      message: 'The connection to the source reaches another database.',
    },
    {
      name: 'any other PostgreSQL',
      artifacts: both({}, { databaseOid: '16385' }),
      message: 'The target is not Aurora: it has no aurora_version().',
    },
    {
      name: 'another database of the cluster',
      artifacts: both({}, { aurora: true, database: 'postgres', databaseOid: '5' }),
      message: 'The connection to the target reaches another database.',
    },
  ],
  unknown: SILENT,
  error: BLIND,
});
