import { DOMAINS } from '../domains.ts';
import type { Spec } from '../spec.ts';
import {
  complain,
  declaredIfAny,
  mustBeDeclared,
  type Complaint,
  type Names,
} from './complaint.ts';
import { names, type Declared } from './declared.ts';

/** What alarms and gates name, and whether ranges are ranges. */
export function operationsComplaints(spec: Spec, declared: Declared): readonly Complaint[] {
  return [...alarmComplaints(spec, declared), ...gateComplaints(spec), ...rangeComplaints(spec)];
}

function alarmComplaints(spec: Spec, declared: Declared): readonly Complaint[] {
  const byDimension: Readonly<Record<string, Names>> = {
    ClusterName: declared.clusters,
    ServiceName: declared.services,
    DBClusterIdentifier: declared.aurora,
    LoadBalancer: declared.loadBalancers,
    TargetGroup: declared.targetGroups,
    QueueName: declared.queues,
    TableName: declared.tables,
    EventBusName: declared.buses,
    RuleName: declared.rules,
    WebACL: declared.webAcls,
    TopicName: declared.topics,
    LogGroupName: declared.logGroups,
  };
  return Object.entries(spec.alarms ?? {}).flatMap(([alarm, { dimensions, topic }]) => {
    const path = ['alarms', alarm];
    return [
      ...declaredIfAny([...path, 'topic'], topic, declared.topics),
      ...Object.entries(dimensions).flatMap(([dimension, name]) => {
        const known = Object.hasOwn(byDimension, dimension) ? byDimension[dimension] : undefined;
        // Of other dimensions the spec declares no names.
        return known === undefined
          ? []
          : mustBeDeclared([...path, 'dimensions', dimension], name, known);
      }),
    ];
  });
}

function gateComplaints({ gates }: Spec): readonly Complaint[] {
  const domains = names('domain', 'landfall', DOMAINS);
  return Object.entries(gates.domains ?? {}).flatMap(([domain, gate]) => {
    const path = ['gates', 'domains', domain];
    const { atLeast, conditionalAtLeast } = gate;
    return [
      ...mustBeDeclared(path, domain, domains),
      ...(conditionalAtLeast !== undefined && conditionalAtLeast > (atLeast ?? 0)
        ? [
            complain(
              [...path, 'conditionalAtLeast'],
              atLeast === undefined
                ? 'conditionalAtLeast is below atLeast, which is missing'
                : 'conditionalAtLeast is greater than atLeast',
            ),
          ]
        : []),
    ];
  });
}

function rangeComplaints({ cost, load }: Spec): readonly Complaint[] {
  const ranges: readonly (readonly [readonly string[], number | undefined, number | undefined])[] =
    [
      [['cost', 'minUsdPerMonth'], cost?.minUsdPerMonth, cost?.maxUsdPerMonth],
      [
        ['cost', 'highLoad', 'minUsdPerMonth'],
        cost?.highLoad?.minUsdPerMonth,
        cost?.highLoad?.maxUsdPerMonth,
      ],
      [
        ['cost', 'optimizationRatio', 'min'],
        cost?.optimizationRatio?.min,
        cost?.optimizationRatio?.max,
      ],
      [['load', 'connections', 'base'], load?.connections.base, load?.connections.standard],
      [['load', 'connections', 'standard'], load?.connections.standard, load?.connections.peak],
    ];
  return ranges.flatMap(([path, low, high]) =>
    low !== undefined && high !== undefined && low > high
      ? [complain(path, `${path.at(-1) ?? ''} is greater than what it must not exceed, ${high}`)]
      : [],
  );
}
