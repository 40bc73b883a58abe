import { DOMAINS } from '../domains.ts';
import type { Path } from '../source-tree.ts';
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
  return [
    ...alarmComplaints(spec, declared),
    ...gateComplaints(spec),
    ...rangeComplaints(spec),
    ...budgetComplaints(spec),
  ];
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
  const domains = names('domain', 'the domains are', DOMAINS);
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
  return [
    ...inOrder(['cost'], { ...cost }, 'minUsdPerMonth', 'maxUsdPerMonth'),
    ...inOrder(['cost', 'highLoad'], { ...cost?.highLoad }, 'minUsdPerMonth', 'maxUsdPerMonth'),
    ...inOrder(['cost', 'optimizationRatio'], { ...cost?.optimizationRatio }, 'min', 'max'),
    ...inOrder(['load', 'connections'], { ...load?.connections }, 'base', 'standard'),
    ...inOrder(['load', 'connections'], { ...load?.connections }, 'standard', 'peak'),
  ];
}

/** Without a beginning nothing can be counted. */
function budgetComplaints({ logGroups, cutoverAt }: Spec): readonly Complaint[] {
  return Object.entries(logGroups ?? {}).flatMap(([name, { errorBudget }]) =>
    errorBudget === undefined || cutoverAt !== undefined
      ? []
      : [
          complain(
            ['logGroups', name, 'errorBudget'],
            'an error budget is counted since cutoverAt, which is missing',
          ),
        ],
  );
}

/** A complaint when both numbers are there and the lower is the higher. */
function inOrder<Low extends string, High extends string>(
  path: Path,
  values: Readonly<Partial<Record<Low | High, number | undefined>>>,
  low: Low,
  high: High,
): readonly Complaint[] {
  const { [low]: from, [high]: to } = values;
  return from !== undefined && to !== undefined && from > to
    ? [complain([...path, low], `${low} is greater than ${high}`)]
    : [];
}
