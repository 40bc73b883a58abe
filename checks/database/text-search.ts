import { textSearch } from '../../collectors/postgres/catalog/text-search.ts';
import { defineCheck } from '../../core/check.ts';
import type { ObjectRule } from './objects/differences.ts';
import { judgeObjects } from './objects/judge-objects.ts';
import { movedDatabase, NO_MIGRATION } from './subjects.ts';

const RULE: ObjectRule = {
  kinds: {
    ts_config: ['text search configuration', 'text search configurations'],
    ts_dict: ['text search dictionary', 'text search dictionaries'],
  },
  members: { parser: 'parser', map: 'mapping', template: 'template', options: 'list of options' },
};

export default defineCheck({
  id: 'database/text-search',
  title: 'The text search configurations and dictionaries of both databases are the same',
  risk: 'Searches find other rows, and stored search vectors no longer match what is computed.',
  remediation: 'Create the configuration and its dictionaries with the source’s own definitions.',
  fix: { sql: 'CREATE TEXT SEARCH CONFIGURATION <configuration> (COPY = <configuration>);' },
  severity: 'medium',
  resourceType: 'AWS::RDS::DBCluster',
  references: ['https://www.postgresql.org/docs/current/textsearch-configuration.html'],
  controls: [],
  proves: ['aurora/compatibility'],
  needs: { textSearch },
  none: NO_MIGRATION,
  subjects: movedDatabase,
  evaluate: (_, artifacts) => judgeObjects(RULE, artifacts.textSearch),
});
