import { listeners } from '../../collectors/aws/elastic-load-balancing-v2/listeners.ts';
import {
  listenerRules,
  type ListenerRules,
} from '../../collectors/aws/elastic-load-balancing-v2/rules.ts';
import { targetGroups } from '../../collectors/aws/elastic-load-balancing-v2/target-groups.ts';
import type {
  Forward,
  ListenerAction,
} from '../../collectors/aws/elastic-load-balancing-v2/actions.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import type { LoadBalancerSpec } from '../../core/spec/sections/load-balancing.ts';
import { declaredBalancers, NO_BALANCERS } from './subjects.ts';

export default defineCheck({
  id: 'elb/listener-rules',
  title: 'The listeners of the load balancer send requests where they are declared to go',
  risk: 'Users of a path or a host reach another service, or the old environment.',
  remediation: 'Create, modify or delete the rules of the listener as declared.',
  fix: {
    cli: 'aws elbv2 modify-rule --rule-arn <arn> --conditions Field=path-pattern,Values=<path> --actions Type=forward,TargetGroupArn=<target-group-arn>',
    cdk: 'listener.addAction("<id>", { priority: <priority>, conditions: [elbv2.ListenerCondition.pathPatterns(["<path>"])], action: elbv2.ListenerAction.forward([group]) })',
  },
  severity: 'high',
  resourceType: 'AWS::ElasticLoadBalancingV2::ListenerRule',
  references: [
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/listener-rules.html',
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_Rule.html',
  ],
  controls: [],
  proves: ['security/load-balancer'],
  needs: { found: listeners, rules: listenerRules, groups: targetGroups },
  none: NO_BALANCERS,
  subjects: declaredBalancers,

  evaluate({ name, declared }, { found, rules, groups }) {
    const expected = { listeners: Object.values(declared.listeners).map(routesOf) };
    const list = found.get(name);
    const all = rules.get(name);
    if (list === null || all === null) {
      return fail('The load balancer does not exist.', expected, {});
    }
    const arnOf = (group: string) => groups.get(group)?.arn ?? null;
    const details: string[] = [];
    const actual: Record<string, string[]> = {};
    for (const wanted of Object.values(declared.listeners)) {
      const label = `${wanted.protocol}:${wanted.port}`;
      const listener = list.find(
        ({ protocol, port }) => protocol === wanted.protocol && port === wanted.port,
      );
      if (listener === undefined) {
        details.push(`The listener ${label} is not there.`);
        continue;
      }
      const own = all.find(({ listenerArn }) => listenerArn === listener.arn)?.rules;
      if (own === undefined || listener.defaultForwards === null) {
        return unknown('AWS does not give all rules of the listeners.');
      }
      if (own.some(isUntold)) return unknown('AWS does not give all rules of the listeners.');
      actual[label] = own.map(describe);
      if ([listener.defaultForwards, ...own.map(({ forwards }) => forwards)].some(isUnweighed)) {
        return unknown('AWS does not give the weights of all target groups.');
      }
      if (wanted.action === 'forward') {
        const target = wanted.targetGroup === undefined ? null : arnOf(wanted.targetGroup);
        if (!isSentTo(listener.defaultForwards, target, undefined)) {
          details.push(`The listener ${label} sends what is left elsewhere.`);
        }
      } else {
        const does = doesAsDeclared(listener.defaultActions, wanted.action);
        if (does === null) return unknown('AWS does not give the default action of a listener.');
        if (!does) details.push(`The listener ${label} does something else with what is left.`);
      }
      const extra = own.filter(({ priority }) => priority !== 'default');
      for (const [ruleName, rule] of Object.entries(wanted.rules ?? {})) {
        const at = extra.findIndex(({ priority }) => priority === String(rule.priority));
        const [deployed] = at === -1 ? [] : extra.splice(at, 1);
        if (deployed === undefined) {
          details.push(`Rule ${ruleName} of ${label} is not there.`);
          continue;
        }
        if (!isSameConditions(deployed, rule)) {
          details.push(`Rule ${ruleName} of ${label} has other conditions.`);
        }
        if (!isSentTo(deployed.forwards, arnOf(rule.targetGroup), rule.weight)) {
          details.push(
            `Rule ${ruleName} of ${label} sends requests elsewhere, or with another weight.`,
          );
        }
      }
      details.push(
        ...extra.map(({ priority }) => `Rule ${String(priority)} of ${label} is not declared.`),
      );
    }
    const resource = list[0] === undefined ? {} : { resource: list[0].arn };
    return details.length === 0
      ? pass(expected, actual, resource)
      : fail('Requests are routed in another way than declared.', expected, actual, {
          ...resource,
          details,
        });
  },
});

type Rule = ListenerRules[number]['rules'][number];
type ListenerSpec = LoadBalancerSpec['listeners'][string];
type RuleSpec = NonNullable<ListenerSpec['rules']>[string];

function routesOf({ protocol, port, action, targetGroup, rules }: ListenerSpec) {
  return {
    listener: `${protocol}:${port}`,
    default: action === 'forward' ? (targetGroup ?? null) : action,
    rules: Object.values(rules ?? {}).map((rule) => ({
      priority: rule.priority,
      paths: rule.paths ?? [],
      hosts: rule.hosts ?? [],
      targetGroup: rule.targetGroup,
      weight: rule.weight ?? null,
    })),
  };
}

function isUntold({ priority, forwards, conditions }: Rule): boolean {
  return priority === null || forwards === null || (conditions === null && priority !== 'default');
}

function describe({ priority, conditions, forwards }: Rule): string {
  const when = (conditions ?? []).map(({ field, values }) => `${field ?? '?'} ${values.join('|')}`);
  const where = (forwards ?? []).map(
    ({ targetGroupArn, weight }) =>
      `${targetGroupArn ?? '?'}${weight === null ? '' : ` (weight ${weight})`}`,
  );
  return `${priority ?? '?'}: ${when.join(' and ') || 'always'} to ${where.join(', ') || 'no target'}`;
}

/** One group gets all, with a weight or without; of several without weights nobody knows what each gets. */
function isUnweighed(forwards: readonly Forward[] | null): boolean {
  return forwards !== null && forwards.length > 1 && forwards.some(({ weight }) => weight === null);
}

/**
 * To that group with as many of a hundred requests as declared, which is all of them when nothing is. The weights of AWS
 * are relative: 10 beside 10 is half of the requests, and 10 alone is all.
 */
function isSentTo(
  forwards: readonly Forward[] | null,
  target: string | null,
  weight: number | undefined,
): boolean {
  const own = (forwards ?? []).find(({ targetGroupArn }) => targetGroupArn === target);
  if (target === null || own === undefined) return false;
  const total = (forwards ?? []).reduce((sum, forward) => sum + (forward.weight ?? 1), 0);
  return total > 0 && (own.weight ?? 1) * 100 === (weight ?? 100) * total;
}

/** Null where AWS leaves out what would tell it. Who has to sign in first gets the same afterwards. */
function doesAsDeclared(
  actions: readonly ListenerAction[] | null,
  declared: Exclude<ListenerSpec['action'], 'forward'>,
): boolean | null {
  const last = actions?.at(-1);
  if (last === undefined || last.type === null) return null;
  switch (declared) {
    case 'fixed-response':
      return last.type === 'fixed-response';
    case 'redirect-to-https':
      if (last.type !== 'redirect') return false;
      return last.redirectProtocol === null ? null : last.redirectProtocol === 'HTTPS';
  }
}

function isSameConditions({ conditions }: Rule, { paths, hosts }: RuleSpec): boolean {
  const text = (field: string, values: readonly string[]) =>
    `${field} ${[...values].sort().join('|')}`;
  const wanted = [
    ...(paths === undefined ? [] : [text('path-pattern', paths)]),
    ...(hosts === undefined ? [] : [text('host-header', hosts)]),
  ];
  const found = (conditions ?? []).map(({ field, values }) => text(field ?? '?', values));
  return [...wanted].sort().join(' ') === [...found].sort().join(' ');
}
