import { server } from '../../collectors/postgres/catalog/server.ts';
import { fail, pass } from '../../core/judgement.ts';
import { SAYS_NOTHING, serversOf } from './server-of.ts';
import { movedDatabase, NO_MIGRATION } from './subjects.ts';
import { defineCheck } from '../../core/check.ts';

export default defineCheck({
  id: 'database/encoding',
  title: 'Both databases have the same encoding',
  risk: 'Characters are lost, or rows are refused that the source has.',
  remediation:
    'Create the target database in the encoding of the source. A source in SQL_ASCII needs its texts converted first.',
  fix: { sql: "CREATE DATABASE <database> TEMPLATE template0 ENCODING '<encoding>';" },
  severity: 'critical',
  resourceType: 'AWS::RDS::DBCluster',
  references: ['https://www.postgresql.org/docs/current/multibyte.html'],
  controls: [],
  proves: ['aurora/compatibility'],
  needs: { server },
  none: NO_MIGRATION,
  subjects: movedDatabase,

  evaluate(_, artifacts) {
    const servers = serversOf(artifacts.server);
    if (servers === null) return SAYS_NOTHING;
    const expected = { encoding: servers.source.encoding };
    const actual = { encoding: servers.target.encoding };
    return expected.encoding === actual.encoding
      ? pass(expected, actual)
      : fail('The target has another encoding than the source.', expected, actual);
  },
});
