import { ruleKey } from '../../collectors/aws/eventbridge/rules.ts';
import type { Subject } from '../../core/check.ts';
import type { BusSpec, RuleSpec } from '../../core/spec/sections/messaging.ts';
import type { Spec } from '../../core/spec/spec.ts';

export interface RuleSubject extends Subject {
  readonly bus: string;
  readonly rule: string;
  readonly declared: RuleSpec;
}

/** Every declared rule, named as its collectors key it. */
export function declaredRules(spec: Spec): readonly RuleSubject[] {
  return Object.entries(spec.buses ?? {}).flatMap(([bus, { rules }]) =>
    Object.entries(rules).map(([rule, declared]) => ({
      name: ruleKey(bus, rule),
      path: ['buses', bus, 'rules', rule],
      bus,
      rule,
      declared,
    })),
  );
}

/** A NATS subject that is declared to travel on a bus. */
export interface TravellingSubject extends Subject {
  readonly bus: string;
  readonly rules: BusSpec['rules'];
  readonly source: string;
  readonly detailType: string;
}

/** Every one of them. The spec is read to have a declared bus, a source and a detail type for each. */
export function declaredSubjects(spec: Spec): readonly TravellingSubject[] {
  return Object.entries(spec.translation?.subjects ?? {}).flatMap(
    ([name, { bus, source, detailType }]) =>
      bus === undefined || source === undefined || detailType === undefined
        ? []
        : [
            {
              name,
              path: ['translation', 'subjects', name],
              bus,
              rules: spec.buses?.[bus]?.rules ?? {},
              source,
              detailType,
            },
          ],
  );
}

export const NO_RULES = 'The spec declares no EventBridge rule.';
export const ABSENT = 'The rule does not exist.';

type Target = RuleSpec['targets'][number];

interface Place {
  readonly partition: string;
  readonly region: string;
  readonly account: string;
}

/** The ARN of a declared target; null when the spec names none. */
export function targetArn({ queue, topic, logGroup }: Target, place: Place): string | null {
  if (queue !== undefined) return arnOf('sqs', queue, place);
  if (topic !== undefined) return arnOf('sns', topic, place);
  return logGroup === undefined ? null : arnOf('logs', `log-group:${logGroup}`, place);
}

export function queueArn(queue: string, place: Place): string {
  return arnOf('sqs', queue, place);
}

function arnOf(service: string, resource: string, { partition, region, account }: Place): string {
  return `arn:${partition}:${service}:${region}:${account}:${resource}`;
}

/** EventBridge gives the ARN of a log group with or without the mark for its streams. */
export function sameArn(arn: string | null): string | null {
  return arn === null ? null : arn.replace(/:\*$/, '');
}
