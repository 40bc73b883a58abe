import type { DatabaseLoad, ServiceLoad } from '../../../core/load/deployment-load.ts';
import type { Markup } from '../markup.ts';
import { figure } from './figure.ts';
import { pointsOf, rangeOf } from './points.ts';

const X_TITLE = 'seconds since the load began';

/** CPU, memory and tasks of a service, each on an axis of its own. */
export function serviceChart(load: ServiceLoad, index: number): Markup {
  const { service, atSeconds, cpuTargetPercent } = load;
  const at = (values: readonly (number | null)[]) => pointsOf(atSeconds, values);
  const average = { label: 'average', tone: 'good', dashes: 'none' } as const;
  const hottest = { label: 'hottest task', tone: 'doubtful', dashes: '7 3' } as const;
  return figure(
    {
      id: `load-service-${index}`,
      title: `${service}: CPU, memory and tasks`,
      description: `CPU of the hottest task: ${said(load.cpuMaxPercent, '%')}; its memory: ${said(load.memoryMaxPercent, '%')}; tasks: ${said(load.runningTasks, 'running')}.`,
      xTitle: X_TITLE,
      panels: [
        {
          title: 'CPU in percent of what is reserved',
          limit:
            cpuTargetPercent === null
              ? null
              : { label: `scaling target ${cpuTargetPercent} %`, value: cpuTargetPercent },
          lines: [
            { ...average, points: at(load.cpuAveragePercent) },
            { ...hottest, points: at(load.cpuMaxPercent) },
          ],
        },
        {
          title: 'memory in percent of what is reserved',
          lines: [
            { ...average, points: at(load.memoryAveragePercent) },
            { ...hottest, points: at(load.memoryMaxPercent) },
          ],
        },
        {
          title: 'running tasks',
          steps: true,
          lines: [{ label: 'tasks', tone: 'quiet', dashes: 'none', points: at(load.runningTasks) }],
        },
      ],
    },
    [
      { head: 'second', values: atSeconds },
      { head: 'CPU average, %', values: load.cpuAveragePercent },
      { head: 'CPU of the hottest task, %', values: load.cpuMaxPercent },
      { head: 'memory average, %', values: load.memoryAveragePercent },
      { head: 'memory of the hottest task, %', values: load.memoryMaxPercent },
      { head: 'running tasks', values: load.runningTasks },
    ],
  );
}

/** Capacity and connections of a database cluster, with what it may have of them, and how long its commits take where that is known. */
export function databaseChart(load: DatabaseLoad, index: number): Markup {
  const { cluster, atSeconds, maxAcu, connectionLimit, commitLatencyMs } = load;
  const title =
    commitLatencyMs === undefined
      ? 'capacity and connections'
      : 'capacity, connections and commits';
  return figure(
    {
      id: `load-database-${index}`,
      title: `${cluster}: ${title}`,
      description: `Capacity: ${said(load.acu, 'ACU')}; connections: ${said(load.connections, 'open')}${commitLatencyMs === undefined ? '' : `; a commit: ${said(commitLatencyMs, 'ms')}`}.`,
      xTitle: X_TITLE,
      panels: [
        {
          title: 'capacity in ACU',
          limit: maxAcu === null ? null : { label: `at most ${maxAcu} ACU`, value: maxAcu },
          lines: [
            { label: 'ACU', tone: 'good', dashes: 'none', points: pointsOf(atSeconds, load.acu) },
          ],
        },
        {
          title: 'connections',
          limit:
            connectionLimit === null
              ? null
              : { label: `max_connections ${connectionLimit}`, value: connectionLimit },
          lines: [
            {
              label: 'open',
              tone: 'doubtful',
              dashes: '7 3',
              points: pointsOf(atSeconds, load.connections),
            },
          ],
        },
        ...(commitLatencyMs === undefined
          ? []
          : [
              {
                title: 'how long a commit takes in the mean, in ms',
                lines: [
                  {
                    ...({ label: 'commit', tone: 'quiet', dashes: 'none' } as const),
                    points: pointsOf(atSeconds, commitLatencyMs),
                  },
                ],
              },
            ]),
      ],
    },
    [
      { head: 'second', values: atSeconds },
      { head: 'ACU', values: load.acu },
      { head: 'connections', values: load.connections },
      ...(commitLatencyMs === undefined ? [] : [{ head: 'commit, ms', values: commitLatencyMs }]),
    ],
  );
}

function said(values: readonly (number | null)[], unit: string): string {
  return rangeOf(values, unit) ?? 'not measured';
}
