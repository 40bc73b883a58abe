import { server, type Server } from '../../collectors/postgres/catalog/server.ts';
import { fail, pass } from '../../core/judgement.ts';
import { SAYS_NOTHING, serversOf } from './server-of.ts';
import { movedDatabase, NO_MIGRATION } from './subjects.ts';
import { defineCheck } from '../../core/check.ts';

function formatsOf({ blockSize, integerDatetimes, maxIdentifierLength, maxIndexKeys }: Server) {
  return { blockSize, integerDatetimes, maxIdentifierLength, maxIndexKeys };
}

export default defineCheck({
  id: 'database/formats',
  title: 'Both servers are built with the same formats and limits',
  risk: 'Names are cut, indexes are refused, or values are kept in another format.',
  remediation: 'Move to a server with the limits of the source, or change what needs others.',
  fix: { sql: 'SHOW block_size;' },
  severity: 'high',
  resourceType: 'AWS::RDS::DBCluster',
  references: ['https://www.postgresql.org/docs/current/runtime-config-preset.html'],
  controls: [],
  proves: ['aurora/compatibility'],
  needs: { server },
  none: NO_MIGRATION,
  subjects: movedDatabase,

  evaluate(_, artifacts) {
    const servers = serversOf(artifacts.server);
    if (servers === null) return SAYS_NOTHING;
    const expected = formatsOf(servers.source);
    const actual = formatsOf(servers.target);
    return JSON.stringify(expected) === JSON.stringify(actual)
      ? pass(expected, actual)
      : fail('The target is built with other formats or limits than the source.', expected, actual);
  },
});
