import {
  indexQueries,
  metricKey,
  tableQueries,
} from '../../collectors/aws/cloudwatch/metric-queries.ts';
import { metricSeries } from '../../collectors/aws/cloudwatch/metrics.ts';
import { sumOf } from '../../collectors/aws/cloudwatch/series.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';

/** Throttled requests of the table and of its declared indexes, of reads and writes; those of DynamoDB's own errors have a metric an operation, and are not asked. */
export default defineCheck({
  id: 'dynamodb/throttling',
  title:
    'The DynamoDB table and its indexes refused no request for want of capacity in the last hour',
  risk: 'Requests are refused under the first real load, and clients retry or lose them.',
  remediation: 'Raise the capacity or go on demand; spread a partition key that is hot.',
  fix: {
    cli: 'aws dynamodb update-table --table-name <table> --billing-mode PAY_PER_REQUEST',
    cdk: 'new dynamodb.TableV2(this, "<id>", { billing: dynamodb.Billing.onDemand() })',
  },
  severity: 'high',
  resourceType: 'AWS::DynamoDB::Table',
  references: [
    'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/metrics-dimensions.html',
    'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/TroubleshootingThrottling.html',
  ],
  controls: [],
  proves: ['messaging/flowing'],
  needs: { metrics: metricSeries },
  none: 'The spec declares no DynamoDB table.',
  subjects: (spec) =>
    Object.entries(spec.tables ?? {}).map(([name, { indexes = {} }]) => ({
      name,
      path: ['tables', name],
      indexes: Object.keys(indexes),
      ...(spec.phase === 'pre-cutover' && {
        notApplicable: 'Before the cutover no user reads or writes the table.',
      }),
    })),

  evaluate({ name, indexes }, { metrics }) {
    const queries = tableQueries(name);
    const consumedReads = metrics.get(metricKey(queries.consumedReads));
    const consumedWrites = metrics.get(metricKey(queries.consumedWrites));
    const readThrottles = metrics.get(metricKey(queries.readThrottles));
    const writeThrottles = metrics.get(metricKey(queries.writeThrottles));
    if (
      consumedReads === null ||
      consumedWrites === null ||
      readThrottles === null ||
      writeThrottles === null
    ) {
      return unknown('CloudWatch has no such metric of the table.');
    }
    const expected = { throttledIndexes: [], readThrottles: 0, writeThrottles: 0 };
    const ofTable = {
      // DynamoDB reports throttles only where there are some, so without a point there was none.
      readThrottles: sumOf(readThrottles),
      writeThrottles: sumOf(writeThrottles),
      consumedUnits: sumOf(consumedReads) + sumOf(consumedWrites),
    };
    if (ofTable.readThrottles + ofTable.writeThrottles > 0) {
      return fail('The table refused requests for want of capacity.', expected, ofTable);
    }
    const ofIndexes = indexes.map((index) => {
      const { readThrottles: reads, writeThrottles: writes } = indexQueries(name, index);
      return { index, series: [reads, writes].map((query) => metrics.get(metricKey(query))) };
    });
    if (ofIndexes.some(({ series }) => series.includes(null))) {
      return unknown('CloudWatch has no such metric of an index.');
    }
    const throttled = ofIndexes.flatMap(({ index, series }) =>
      series.some((one) => one !== null && sumOf(one) > 0) ? [index] : [],
    );
    const actual = { ...ofTable, throttledIndexes: throttled };
    if (throttled.length > 0) {
      return fail('An index refused requests for want of capacity.', expected, actual, {
        details: throttled.map((index) => `Index ${index} refused requests.`),
      });
    }
    if (actual.consumedUnits === 0) {
      return unknown('Nothing read or wrote the table in the last hour.');
    }
    return pass(expected, actual);
  },
});
