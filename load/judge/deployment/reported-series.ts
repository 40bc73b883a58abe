import { connectionLimitOf } from '../../../core/aurora-connections.ts';
import type { DatabaseLoad, ServiceLoad } from '../../../core/load/deployment-load.ts';
import type {
  DatabaseRecord,
  ReportedMetric,
  ServiceRecord,
} from '../../../core/load/deployment-record.ts';
import { declaredService } from '../../../core/spec/declared-service.ts';
import type { Spec } from '../../../core/spec/spec.ts';
import { cpuTargetOf } from './loaded-service.ts';
import { countAt } from './task-counts.ts';

/**
 * What AWS reported of a service, as reports draw it: a row for each moment at which any of it was reported.
 * @param beganMs when the load began
 */
export function serviceLoadOf(spec: Spec, record: ServiceRecord, beganMs: number): ServiceLoad {
  const service = declaredService(spec, record.service);
  const { cpuAverage, cpuMaximum, memoryAverage, memoryMaximum } = record;
  const moments = momentsOf([cpuAverage, cpuMaximum, memoryAverage, memoryMaximum]);
  return {
    service: record.service,
    cpuTargetPercent: service === null ? null : cpuTargetOf(service),
    atSeconds: moments.map((atMs) => (atMs - beganMs) / 1000),
    cpuAveragePercent: valuesAt(cpuAverage, moments),
    cpuMaxPercent: valuesAt(cpuMaximum, moments),
    memoryAveragePercent: valuesAt(memoryAverage, moments),
    memoryMaxPercent: valuesAt(memoryMaximum, moments),
    runningTasks: moments.map((atMs) => countAt(record.counts, atMs)?.running ?? null),
  };
}

/** What AWS reported of a cluster, as reports draw it. */
export function databaseLoadOf(spec: Spec, record: DatabaseRecord, beganMs: number): DatabaseLoad {
  const cluster = spec.aurora?.[record.cluster];
  const moments = momentsOf([
    record.acu,
    record.connections,
    ...(record.commitLatency === undefined ? [] : [record.commitLatency]),
  ]);
  return {
    cluster: record.cluster,
    maxAcu: cluster?.capacity.maxAcu ?? null,
    connectionLimit: cluster === undefined ? null : connectionLimitOf(cluster).least,
    atSeconds: moments.map((atMs) => (atMs - beganMs) / 1000),
    acu: valuesAt(record.acu, moments),
    connections: valuesAt(record.connections, moments),
    ...(record.commitLatency?.state === 'reported' && {
      commitLatencyMs: valuesAt(record.commitLatency, moments),
    }),
  };
}

function momentsOf(metrics: readonly ReportedMetric[]): readonly number[] {
  const moments = metrics.flatMap((metric) =>
    metric.state === 'unseen' ? [] : metric.points.map(({ at }) => Date.parse(at)),
  );
  return [...new Set(moments)].sort((one, other) => one - other);
}

function valuesAt(metric: ReportedMetric, moments: readonly number[]): (number | null)[] {
  if (metric.state === 'unseen') return moments.map(() => null);
  const byMoment = new Map(metric.points.map(({ at, value }) => [Date.parse(at), value]));
  return moments.map((atMs) => byMoment.get(atMs) ?? null);
}
