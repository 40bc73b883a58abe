import type { Fact } from '../../collectors/postgres/catalog/define-catalog.ts';
import { relations } from '../../collectors/postgres/catalog/relations.ts';
import { server, type Server } from '../../collectors/postgres/catalog/server.ts';
import { views } from '../../collectors/postgres/catalog/views.ts';
import { defineCheck } from '../../core/check.ts';
import { unknown } from '../../core/judgement.ts';
import { NO_CATALOG } from './objects/catalogs.ts';
import { memberOf, textOf, type ObjectRule } from './objects/differences.ts';
import { compareFacts } from './objects/judge-objects.ts';
import { isSameView } from './objects/same-view.ts';
import { majorOf, SAYS_NOTHING, serversOf, type Servers } from './server-of.ts';
import { movedDatabase, NO_MIGRATION } from './subjects.ts';

type Facts = readonly Fact[] | null;

/** Views with the options that the relation of the name has: whose rights hold is one of them. */
function withOptions(views: Facts, relations: Facts): Facts {
  if (views === null || relations === null) return null;
  const options = new Map(relations.map((fact) => [fact.id, memberOf(fact, 'options')]));
  return views.map((fact) => ({
    ...fact,
    def: {
      relkind: memberOf(fact, 'relkind'),
      def: memberOf(fact, 'def'),
      options: options.get(fact.id) ?? null,
    },
  }));
}

function ruleFor({ source, target }: Servers): ObjectRule {
  const printed = (fact: Fact, server: Server) => ({
    definition: textOf(fact, 'def'),
    major: majorOf(server),
  });
  return {
    kinds: { view: ['view', 'views'] },
    members: { relkind: 'kind', def: 'definition', options: 'list of options' },
    mayDiffer: (member, before, after) =>
      member === 'def' && isSameView(printed(before, source), printed(after, target)),
  };
}

export default defineCheck({
  id: 'database/views',
  title: 'The views and materialized views of both databases are the same',
  risk: 'Queries of the view fail, give other rows, or show rows that its caller may not see.',
  remediation:
    'Create the view with the source’s own definition and options, such as security_invoker; DMS moves none.',
  fix: { sql: 'CREATE OR REPLACE VIEW <view> AS <query>;' },
  severity: 'critical',
  resourceType: 'AWS::RDS::DBCluster',
  references: [
    'https://www.postgresql.org/docs/current/sql-createview.html',
    'https://www.postgresql.org/docs/current/view-pg-views.html',
  ],
  controls: [],
  proves: ['aurora/compatibility'],
  needs: { views, relations, server },
  none: NO_MIGRATION,
  subjects: movedDatabase,
  evaluate: (_, artifacts) => {
    const { views, relations } = artifacts;
    const source = withOptions(views.get('source'), relations.get('source'));
    const target = withOptions(views.get('target'), relations.get('target'));
    if (source === null || target === null) return unknown(NO_CATALOG);
    const servers = serversOf(artifacts.server);
    return servers === null ? SAYS_NOTHING : compareFacts(ruleFor(servers), source, target);
  },
});
