import {
  doesScale,
  tableTargets,
  type TableTarget,
} from '../../collectors/aws/application-auto-scaling/table-targets.ts';
import { tables, type Table } from '../../collectors/aws/dynamodb/tables.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import type { TableSpec } from '../../core/spec/sections/data-stores.ts';
import { ABSENT, declaredTables, NO_TABLES } from './subjects.ts';

export default defineCheck({
  id: 'dynamodb/capacity-mode',
  title: 'The DynamoDB table is billed in the declared mode, and not capped below its peak',
  risk: 'A provisioned table refuses what exceeds it; one on demand costs more than was planned.',
  remediation:
    'Switch the billing mode, which AWS allows a few times a day; lift the caps, let capacities scale further, or declare the peak that they are for.',
  fix: {
    cli: 'aws dynamodb update-table --table-name <table> --billing-mode PAY_PER_REQUEST',
    cdk: 'new dynamodb.TableV2(this, "<id>", { billing: dynamodb.Billing.onDemand() })',
  },
  severity: 'medium',
  resourceType: 'AWS::DynamoDB::Table',
  references: [
    'https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BillingModeSummary.html',
    'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/on-demand-capacity-mode-max-throughput.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/dynamodb-controls.html#dynamodb-1',
  ],
  controls: ['Security Hub 2026-08 DynamoDB.1'],
  proves: ['sizing/table-capacity', 'messaging/discovery-store'],
  needs: { tables, targets: tableTargets },
  none: NO_TABLES,
  subjects: declaredTables,

  evaluate({ name, declared }, artifacts) {
    const { billing, peak } = declared;
    const expected = { billing, ...(peak && { peak: { ...peak } }) };
    const table = artifacts.tables.get(name);
    if (table === null) return fail(ABSENT, expected, {});
    // DynamoDB has no summary of a table that was provisioned from its first day.
    const mode = { billing: table.billingMode ?? 'PROVISIONED' };
    const resource = { resource: table.arn };
    if (mode.billing !== billing) {
      const message = 'The table is billed in another mode than declared.';
      return fail(message, expected, mode, resource);
    }
    if (billing === 'PROVISIONED') {
      const { reads, writes } = table.provisioned;
      if (peak === undefined) {
        return pass(expected, { ...mode, provisioned: { reads, writes } }, resource);
      }
      const capacities = capacitiesOf(name, table, artifacts.targets.get(name) ?? []);
      const actual = { ...mode, capacities: capacities.map((capacity) => ({ ...capacity })) };
      const low = capacities.filter(
        ({ what, unitsPerSecond: most }) => most !== null && most < peakOf(what, peak),
      );
      if (low.length > 0) {
        return fail('The table is provisioned for less than its peak.', expected, actual, {
          ...resource,
          details: low.map(({ of, what }) => `Provisioned for too little: ${what} of ${of}.`),
        });
      }
      return capacities.some(({ unitsPerSecond }) => unitsPerSecond === null)
        ? unknown('DynamoDB does not give every capacity of the table and its indexes.')
        : pass(expected, actual, resource);
    }
    const caps = capsOf(table);
    const actual = { ...mode, caps: caps.map((cap) => ({ ...cap })) };
    const low = caps.filter(
      ({ what, unitsPerSecond }) => peak !== undefined && unitsPerSecond < peakOf(what, peak),
    );
    if (low.length > 0) {
      return fail('The table is capped below its declared peak.', expected, actual, {
        ...resource,
        details: low.map(({ of, what }) => `Capped too low: ${what} of ${of}.`),
      });
    }
    if (caps.length > 0 && peak === undefined) {
      return unknown('The table is capped, and the spec does not declare its peak.');
    }
    return pass(expected, actual, resource);
  },
});

interface Capacity {
  /** `the table`, or an index. */
  readonly of: string;
  readonly what: 'reads' | 'writes';
  /** The most that it takes; null when DynamoDB does not say. */
  readonly unitsPerSecond: number | null;
}

interface Cap extends Capacity {
  readonly unitsPerSecond: number;
}

const UNIT = { reads: 'ReadCapacityUnits', writes: 'WriteCapacityUnits' };

/**
 * What a provisioned table and each of its global indexes can come to: to the most that it scales to, or else what it has. An index that
 * takes less holds back the writes of the table.
 */
function capacitiesOf(
  name: string,
  { provisioned, indexes }: Table,
  targets: readonly TableTarget[],
): readonly Capacity[] {
  const parts = [
    { of: 'the table', kind: 'table', id: `table/${name}`, provisioned },
    ...indexes
      .filter(({ isGlobal }) => isGlobal)
      .map((index) => ({
        of: index.name ?? 'an index',
        kind: 'index',
        id: `table/${name}/index/${index.name ?? ''}`,
        provisioned: index.provisioned,
      })),
  ];
  return parts.flatMap(({ of, kind, id, provisioned: now }) =>
    (['reads', 'writes'] as const).map((what) => {
      const scaled = targets.find(
        (target) =>
          target.resourceId === id &&
          target.dimension === `dynamodb:${kind}:${UNIT[what]}` &&
          doesScale(target),
      );
      return { of, what, unitsPerSecond: scaled === undefined ? now[what] : scaled.most };
    }),
  );
}

/** The caps of a table on demand and of its global indexes, each of which has its own. */
function capsOf({ onDemandCaps, indexes }: Table): readonly Cap[] {
  const capped = [
    { of: 'the table', ...onDemandCaps },
    ...indexes.map((index) => ({ of: index.name ?? 'an index', ...index.onDemandCaps })),
  ];
  return capped.flatMap(({ of, ...caps }) =>
    (['reads', 'writes'] as const).flatMap((what) => {
      const units = caps[what];
      // DynamoDB writes -1 where a cap was lifted.
      return units === null || units === -1 ? [] : [{ of, what, unitsPerSecond: units }];
    }),
  );
}

function peakOf(what: Capacity['what'], peak: NonNullable<TableSpec['peak']>): number {
  return what === 'reads' ? peak.readUnitsPerSecond : peak.writeUnitsPerSecond;
}
