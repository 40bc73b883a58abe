import {
  clusterQueries,
  loadBalancerQueries,
  type MetricQuery,
  queueQueries,
  ruleQueries,
  tableQueries,
} from '../../collectors/aws/cloudwatch/metric-queries.ts';
import type { Spec } from '../../core/spec/spec.ts';
import { reportMetric } from '../deploy/metrics.ts';
import type { Broken, Fault } from './fault.ts';
import { auroraCluster, must, table } from './pick.ts';

const HEADROOM: Broken = {
  check: 'aurora/capacity-headroom',
  subject: (spec) => auroraCluster(spec).name,
};
const STORAGE: Broken = { check: 'aurora/storage', subject: (spec) => auroraCluster(spec).name };
const ANSWERS: Broken = { check: 'elb/error-latency', subject: balancer };
const THROTTLING: Broken = { check: 'dynamodb/throttling', subject: table };
const BACKLOG: Broken = { check: 'sqs/backlog', subject: (spec) => agedQueue(spec).name };
const DELIVERY: Broken = {
  check: 'eventbridge/failed-invocations',
  subject: (spec) => {
    const { bus, rule } = enabledRule(spec);
    return `${bus}/${rule}`;
  },
};

export const METRIC_FAULTS: readonly Fault[] = [
  reported({
    id: 'database-capacity-used-up',
    describes: 'The Aurora cluster works at its greatest capacity.',
    breaks: [HEADROOM],
    query: (spec) => clusterQueries(auroraCluster(spec).name).acuUtilization,
    value: () => 97,
  }),
  reported({
    id: 'database-connections-exhausted',
    describes: 'The Aurora cluster has more connections than it may.',
    breaks: [HEADROOM],
    query: (spec) => clusterQueries(auroraCluster(spec).name).connections,
    value: (spec) => (auroraCluster(spec).declared.maxConnections ?? 0) + 1,
  }),
  reported({
    id: 'replica-lags',
    describes: 'The reader of the Aurora cluster lags behind for seconds.',
    breaks: [HEADROOM],
    query: (spec) => clusterQueries(auroraCluster(spec).name).replicaLag,
    value: () => 4_000,
  }),
  reported({
    id: 'database-metrics-missing',
    describes: 'Aurora reports nothing of what the cluster does.',
    breaks: [{ ...HEADROOM, status: 'unknown' }],
    query: (spec) => clusterQueries(auroraCluster(spec).name).acuUtilization,
    value: () => null,
  }),
  reported({
    id: 'database-too-large',
    describes: 'The volume of the Aurora cluster has outgrown the declared storage.',
    breaks: [STORAGE],
    query: (spec) => clusterQueries(auroraCluster(spec).name).volumeBytesUsed,
    value: (spec) => ((auroraCluster(spec).declared.maxStorageGiB ?? 0) + 1) * 2 ** 30,
  }),
  reported({
    id: 'database-size-unreported',
    describes: 'Aurora reports nothing of how large the volume of the cluster is.',
    breaks: [{ ...STORAGE, status: 'unknown' }],
    query: (spec) => clusterQueries(auroraCluster(spec).name).volumeBytesUsed,
    value: () => null,
  }),
  reported({
    id: 'requests-fail',
    describes: 'One request in ten fails in the targets of the load balancer.',
    breaks: [ANSWERS],
    query: (spec) => loadBalancerQueries(balancer(spec)).targetErrors,
    value: () => 300,
  }),
  reported({
    id: 'answers-slow',
    describes: 'The targets of the load balancer answer three times as slowly as they may.',
    breaks: [ANSWERS],
    query: (spec) => loadBalancerQueries(balancer(spec)).responseTime,
    value: (spec) => ((spec.slo?.p95Ms ?? 0) * 3) / 1_000,
  }),
  reported({
    id: 'connections-rejected',
    describes: 'The load balancer rejects connections.',
    breaks: [ANSWERS],
    query: (spec) => loadBalancerQueries(balancer(spec)).rejectedConnections,
    value: () => 5,
  }),
  reported({
    id: 'no-requests',
    describes: 'No request reaches the load balancer.',
    breaks: [{ ...ANSWERS, status: 'unknown' }],
    query: (spec) => loadBalancerQueries(balancer(spec)).requests,
    value: () => null,
  }),
  reported({
    id: 'table-throttled',
    describes: 'The table refuses writes for want of capacity.',
    breaks: [THROTTLING],
    query: (spec) => tableQueries(table(spec)).writeThrottles,
    value: () => 12,
  }),
  reported({
    id: 'messages-wait',
    describes: 'Messages of a queue wait longer than they may.',
    breaks: [BACKLOG],
    query: (spec) => queueQueries(agedQueue(spec).name).oldestMessageAge,
    value: (spec) => agedQueue(spec).maxAgeSeconds * 2,
  }),
  reported({
    id: 'events-not-delivered',
    describes: 'A rule matches events and cannot deliver them.',
    breaks: [DELIVERY],
    query: (spec) => {
      const { bus, rule } = enabledRule(spec);
      return ruleQueries(bus, rule).failed;
    },
    value: () => 60,
  }),
];

/** A fault that shows in what AWS reports of its services. */
function reported(fault: {
  id: string;
  describes: string;
  breaks: readonly Broken[];
  query: (spec: Spec) => MetricQuery;
  value: (spec: Spec) => number | null;
}): Fault {
  const { id, describes, breaks } = fault;
  return {
    id,
    describes,
    breaks,
    async apply(context) {
      const { spec } = context;
      return JSON.stringify(await reportMetric(context, fault.query(spec), fault.value(spec)));
    },
    async heal(context, undo) {
      const before = undo === null ? null : (JSON.parse(undo) as number | null);
      await reportMetric(context, fault.query(context.spec), before);
    },
  };
}

function balancer(spec: Spec): string {
  return must(Object.keys(spec.loadBalancers ?? {})[0], 'load balancer');
}

function agedQueue(spec: Spec): { readonly name: string; readonly maxAgeSeconds: number } {
  const aged = Object.entries(spec.queues ?? {}).flatMap(([name, { maxAgeSeconds }]) =>
    maxAgeSeconds === undefined ? [] : [{ name, maxAgeSeconds }],
  );
  return must(aged[0], 'queue with a greatest age of its messages');
}

function enabledRule(spec: Spec): { readonly bus: string; readonly rule: string } {
  const enabled = Object.entries(spec.buses ?? {}).flatMap(([bus, { rules }]) =>
    Object.entries(rules)
      .filter(([, { state }]) => state === 'ENABLED')
      .map(([rule]) => ({ bus, rule })),
  );
  return must(enabled[0], 'rule that is enabled');
}
