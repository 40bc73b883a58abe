import type { SignalAlarm, SignalAlarms } from '../../collectors/aws/cloudwatch/alarms.ts';
import type { LoadBalancerItem } from '../../collectors/aws/elastic-load-balancing-v2/load-balancers.ts';
import type { TargetGroupItem } from '../../collectors/aws/elastic-load-balancing-v2/target-groups.ts';
import type { Artifact } from '../../core/check.ts';
import { goesOffAsDeclared, scaleOf, type Scale, type Signal } from './signal.ts';
import type { SignalSubject } from './subjects.ts';

export const NOTHING_TO_WATCH = 'What the alarm is to watch does not exist.';
export const NO_ALARM = 'No alarm watches the signal.';
export const NONE_AS_DECLARED = 'No alarm on the signal goes off where declared.';
export const UNREAD = 'It was not understood when an alarm on the signal goes off.';

interface Named {
  readonly balancers: Artifact<LoadBalancerItem>;
  readonly groups: Artifact<TargetGroupItem>;
}

/** The signal with the dimensions that CloudWatch has for it; null when what it is about does not exist. */
export function resolved(
  { declared, named }: SignalSubject,
  { balancers, groups }: Named,
): Signal | null {
  const dimensions: Record<string, string> = { ...declared.dimensions };
  for (const { dimension, name } of named) {
    const arn = (dimension === 'LoadBalancer' ? balancers : groups).get(name)?.arn;
    if (arn === undefined) return null;
    dimensions[dimension] = dimensionOf(arn);
  }
  return { declared, dimensions };
}

/** An alarm on the signal, and by how much its figures are larger than the signal's. */
export interface Watcher {
  readonly alarm: SignalAlarm;
  readonly scale: Scale;
}

/** The alarms that watch a signal, wherever they go off. */
export function watchersOf(signal: Signal, alarms: SignalAlarms | null): readonly Watcher[] {
  return (alarms ?? []).flatMap((alarm) => {
    const scale = scaleOf(alarm, signal);
    return scale === null ? [] : [{ alarm, scale }];
  });
}

/** The alarms that go off where the spec says, and whether others may that were not understood. */
export interface DeclaredWatchers {
  readonly watching: readonly SignalAlarm[];
  readonly isUnread: boolean;
}

/** Others on the signal are somebody else's: those of a scaling policy go off day by day, and tell nobody. */
export function declaredWatchers(signal: Signal, alarms: SignalAlarms | null): DeclaredWatchers {
  const judged = watchersOf(signal, alarms).map(({ alarm, scale }) => ({
    alarm,
    isRight: goesOffAsDeclared(alarm, scale, signal),
  }));
  return {
    watching: judged.filter(({ isRight }) => isRight === true).map(({ alarm }) => alarm),
    isUnread: judged.some(({ isRight }) => isRight === null),
  };
}

/** CloudWatch names load balancers and target groups by the ends of their ARNs. */
function dimensionOf(arn: string): string {
  return arn.slice(arn.lastIndexOf(':') + 1).replace(/^loadbalancer\//, '');
}
