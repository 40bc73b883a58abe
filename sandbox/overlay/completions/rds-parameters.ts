import type { CompletionContext, XmlCompletion } from '../completion.ts';
import { type JsonRecord, stringOf } from '../json.ts';
import {
  applySplices,
  childText,
  editBlocks,
  elementsNamed,
  escapeXml,
  findBlocks,
  parseXml,
} from '../xml.ts';

/**
 * Some of the engine's own parameters, by the first major version for which the value holds. AWS has about 400;
 * these are those that a migration asks about. The value is absent where the engine computes or leaves it open.
 */
const ENGINE_PARAMETERS: readonly {
  name: string;
  type: string;
  values: readonly { since: number; value: string | null }[];
}[] = [
  // https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraPostgreSQL.Security.html
  {
    name: 'rds.force_ssl',
    type: 'boolean',
    values: [
      { since: 0, value: '0' },
      { since: 17, value: '1' },
    ],
  },
  { name: 'rds.logical_replication', type: 'boolean', values: [{ since: 0, value: '0' }] },
  {
    name: 'max_connections',
    type: 'integer',
    values: [{ since: 0, value: 'LEAST({DBInstanceClassMemory/9531392},5000)' }],
  },
  {
    name: 'shared_preload_libraries',
    type: 'list',
    values: [{ since: 0, value: 'pg_stat_statements' }],
  },
  { name: 'log_min_duration_statement', type: 'integer', values: [{ since: 0, value: null }] },
  { name: 'log_statement', type: 'string', values: [{ since: 0, value: null }] },
  { name: 'statement_timeout', type: 'integer', values: [{ since: 0, value: null }] },
  {
    name: 'idle_in_transaction_session_timeout',
    type: 'integer',
    values: [{ since: 0, value: '86400000' }],
  },
  { name: 'timezone', type: 'string', values: [{ since: 0, value: 'UTC' }] },
];

export const RDS_PARAMETER_COMPLETIONS: readonly XmlCompletion[] = [
  {
    form: 'xml',
    service: 'rds',
    operations: ['DescribeDBClusterParameters'],
    gap: 'Only parameters that somebody set are listed, without source and type.',
    complete: completeParameters,
  },
];

async function completeParameters(
  body: string,
  parameters: JsonRecord,
  context: CompletionContext,
): Promise<string> {
  const own = findBlocks(body, { name: 'Parameter' }).map((element) =>
    childText(body, element, 'ParameterName'),
  );
  const marked = editBlocks(body, { name: 'Parameter' }, (element) => ({
    Source: 'user',
    ApplyType: 'dynamic',
    DataType: childText(body, element, 'DataType') ?? 'string',
    IsModifiable: 'true',
  }));
  const source = stringOf(parameters, 'Source');
  if (source === 'user') return marked;

  const major = await majorVersion(parameters, context);
  const added = ENGINE_PARAMETERS.filter(({ name }) => !own.includes(name))
    .map(({ name, type, values }) => parameterXml(name, type, valueFor(values, major)))
    .join('');
  const [list] = elementsNamed(parseXml(marked), 'Parameters');
  if (list === undefined) return marked;
  const kept = source === undefined ? marked.slice(list.contentStart, list.contentEnd) : '';
  const whole = `<Parameters>${kept}${added}</Parameters>`;
  return applySplices(marked, [{ start: list.start, end: list.end, with: whole }]);
}

function valueFor(
  values: readonly { since: number; value: string | null }[],
  major: number,
): string | null {
  return values.findLast(({ since }) => since <= major)?.value ?? null;
}

function parameterXml(name: string, type: string, value: string | null): string {
  const text = value === null ? '' : `<ParameterValue>${escapeXml(value)}</ParameterValue>`;
  return `<Parameter><ParameterName>${name}</ParameterName>${text}<Source>system</Source><ApplyType>dynamic</ApplyType><DataType>${type}</DataType><IsModifiable>true</IsModifiable><ApplyMethod>pending-reboot</ApplyMethod></Parameter>`;
}

/** `aurora-postgresql15` is 15; a group that is not found counts as the oldest. */
async function majorVersion(parameters: JsonRecord, context: CompletionContext): Promise<number> {
  const name = stringOf(parameters, 'DBClusterParameterGroupName') ?? '';
  const text = await context.askXml('rds', 'DescribeDBClusterParameterGroups', {});
  const [group] = findBlocks(text, {
    name: 'DBClusterParameterGroup',
    where: { DBClusterParameterGroupName: name },
  });
  const family = group && childText(text, group, 'DBParameterGroupFamily');
  return Number(/(\d+)$/.exec(family ?? '')?.[1] ?? 0);
}
