import type { Condition, Truth } from './condition.ts';
import { hasWildcard, matches, patternOf } from './pattern.ts';
import { covers } from './pattern-sets.ts';

/** Where the deployment stands. */
export interface Home {
  readonly partition: string;
  readonly account: string;
  readonly region: string;
  /** The ARN of what the service names as the source, where that is known. */
  readonly source?: string;
}

/** What a service names as the source when it assumes a role. */
interface Source {
  /** The third part of its ARN. */
  readonly namespace: string;
  /** A pattern of its last part; `*` where AWS does not tell, or takes no single resource, as ECS does. */
  readonly resources: string;
}

/**
 * Services that say for which resource or account they assume a role: a condition on it does not lock them out (I6). Null
 * where AWS does not tell what the ARN looks like.
 *
 * - https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html
 * - https://docs.aws.amazon.com/eventbridge/latest/userguide/cross-service-confused-deputy-prevention.html
 * - https://docs.aws.amazon.com/scheduler/latest/UserGuide/cross-service-confused-deputy-prevention.html
 * - https://docs.aws.amazon.com/step-functions/latest/dg/procedure-create-iam-role.html
 * - https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-iam-role.html
 */
const SOURCES: Readonly<Record<string, Source | null>> = {
  'ecs-tasks.amazonaws.com': { namespace: 'ecs', resources: '*' },
  'ecs.amazonaws.com': { namespace: 'ecs', resources: '*' },
  'events.amazonaws.com': { namespace: 'events', resources: 'rule/*' },
  'scheduler.amazonaws.com': { namespace: 'scheduler', resources: 'schedule-group/*' },
  'pipes.amazonaws.com': { namespace: 'pipes', resources: 'pipe/*' },
  'states.amazonaws.com': { namespace: 'states', resources: 'stateMachine:*' },
  'backup.amazonaws.com': null,
  'vpc-flow-logs.amazonaws.com': { namespace: 'ec2', resources: 'vpc-flow-log/*' },
};

/** Whether AWS documents that the service says for whom it assumes a role. */
export function sendsItsSource(service: string): boolean {
  return Object.hasOwn(SOURCES, service);
}

/**
 * Whether a condition on `aws:SourceArn` holds when the service assumes the role for the known source, or else for
 * something of this account and region: never for another account, and for one resource only where it is such as the
 * service names. That the resource is there is another question.
 */
export function holdsForSource(condition: Condition, service: string, home: Home): Truth {
  const { operator, ifExists, quantifier, values } = condition;
  const truths = values.map((value) => isSource(operator, value, service, home));
  const isLeftOut = ifExists || quantifier === 'all';
  if (truths.includes('true')) return isLeftOut || sendsItsSource(service) ? 'true' : 'unknown';
  if (truths.includes('unknown')) return 'unknown';
  return isLeftOut && !sendsItsSource(service) ? 'unknown' : 'false';
}

function isSource(operator: string, value: string, service: string, home: Home): Truth {
  const [scheme, ...parts] = value.split(':');
  const [partition, namespace, region, account, ...rest] = parts;
  if (!['arnlike', 'arnequals', 'stringlike', 'stringequals'].includes(operator)) return 'unknown';
  if (value.includes('${')) return 'unknown';
  if (operator === 'stringequals' && hasWildcard(patternOf(value))) return 'false';
  if (operator === 'stringlike' && value === '*') return 'true';
  if (
    scheme !== 'arn' ||
    partition === undefined ||
    namespace === undefined ||
    region === undefined ||
    account === undefined
  ) {
    return 'unknown';
  }
  const is = (pattern: string, text: string) => matches(patternOf(pattern), text);
  if (!is(partition, home.partition) || !is(account, home.account)) {
    // In a text, unlike in an ARN, a wildcard reaches over colons.
    return operator === 'stringlike' && hasWildcard(patternOf(value)) ? 'unknown' : 'false';
  }
  const source = SOURCES[service] ?? null;
  if (source === null || !is(region, home.region) || !is(namespace, source.namespace)) {
    return 'unknown';
  }
  const meant = patternOf(rest.join(':'));
  const named = patternOf(source.resources);
  if (covers([meant], named) === 'yes') return 'true';
  // Of another kind than the service is known to name.
  if (source.resources === '*' || covers([named], meant) !== 'yes') return 'unknown';
  if (home.source === undefined) return 'true';
  return is(value, home.source) ? 'true' : 'false';
}
