import type { RuleSpec } from '../../core/spec/sections/messaging.ts';
import type { Spec } from '../../core/spec/spec.ts';
import type { SandboxContext } from '../deploy/context.ts';
import {
  admitToLogs,
  createRule,
  deleteRule,
  events,
  putSchedule,
  putTargets,
  removeTargets,
  shutOutOfLogs,
} from '../deploy/events.ts';
import { policyText, readPolicy, setAttributes } from '../deploy/queues.ts';
import { queueArn } from '../deploy/lookup.ts';
import type { Broken, Fault } from './fault.ts';
import { must } from './pick.ts';

const broken = (check: string, subject: Broken['subject'] = ruleName): Broken => ({
  check: `eventbridge/${check}`,
  subject,
});

export const EVENT_FAULTS: readonly Fault[] = [
  {
    id: 'rule-deleted',
    describes: 'A declared rule does not exist.',
    breaks: [
      broken('routing', subjects),
      broken('rule-state'),
      broken('targets'),
      broken('dlq-retry'),
      broken('delivery-permission'),
      broken('kms-delivery'),
    ],
    async apply(context) {
      const { bus, rule, declared } = firstRule(context.spec);
      await removeTargets(context, bus, rule, declared.targets);
      await deleteRule(context, bus, rule);
      return null;
    },
    heal: putDeclared,
  },
  changed({
    id: 'rule-disabled',
    describes: 'A rule was disabled for the migration, and is disabled still.',
    breaks: [broken('rule-state'), broken('routing', subjects)],
    change: (declared) => ({ ...declared, state: 'DISABLED' }),
  }),
  changed({
    id: 'rule-on-other-events',
    describes: 'A rule matches other events than declared.',
    breaks: [broken('rule-state'), broken('routing', subjects)],
    change: (declared) => ({ ...declared, pattern: { source: ['somebody.else'] } }),
  }),
  changed({
    id: 'rule-to-another-queue',
    describes: 'A rule sends events to its dead-letter queue.',
    breaks: [broken('targets'), broken('dlq-retry')],
    change: (declared) => ({
      ...declared,
      targets: declared.targets.map(({ deadLetterQueue }) => ({
        queue: must(deadLetterQueue, 'rule with a dead-letter queue'),
        ...(deadLetterQueue !== undefined && { deadLetterQueue }),
      })),
    }),
  }),
  {
    id: 'rule-without-dead-letters',
    describes: 'A target of a rule has no dead-letter queue.',
    breaks: [broken('dlq-retry')],
    async apply(context) {
      const { bus, rule, declared } = firstRule(context.spec);
      await removeTargets(context, bus, rule, declared.targets);
      const bare = declared.targets.map(({ deadLetterQueue: _queue, ...target }) => target);
      await putTargets(context, bus, rule, bare);
      return null;
    },
    heal: putDeclared,
  },
  changed({
    id: 'events-given-up-after-a-minute',
    describes: 'A rule tries for a minute to deliver an event, and no longer.',
    breaks: [broken('dlq-retry')],
    change: (declared) => ({
      ...declared,
      targets: declared.targets.map((target) => ({
        ...target,
        retry: { attempts: 185, maxAgeSeconds: 60 },
      })),
    }),
  }),
  {
    id: 'rule-without-targets',
    describes: 'A rule matches events and sends them nowhere.',
    breaks: [
      broken('kms-delivery'),
      broken('targets'),
      broken('dlq-retry'),
      broken('delivery-permission'),
    ],
    async apply(context) {
      const { bus, rule, declared } = firstRule(context.spec);
      await removeTargets(context, bus, rule, declared.targets);
      return null;
    },
    heal: putDeclared,
  },
  {
    id: 'events-refused-by-logs',
    describes: 'No policy lets EventBridge write to the log groups.',
    breaks: [broken('delivery-permission', allRules)],
    async apply(context) {
      await shutOutOfLogs(context);
      return null;
    },
    heal: admitToLogs,
  },
  {
    id: 'events-refused-by-dead-letters',
    describes: 'The dead-letter queue of the rules lets nobody in.',
    breaks: [broken('delivery-permission', allRules)],
    async apply(context) {
      const queue = deadLetterQueue(context.spec);
      const before = await readPolicy(context, queue);
      const Policy = policyText([
        {
          Sid: 'TlsOnly',
          Effect: 'Deny',
          Principal: '*',
          Action: 'sqs:*',
          Resource: queueArn(context, queue),
          Condition: { Bool: { 'aws:SecureTransport': 'false' } },
        },
      ]);
      await setAttributes(context, queue, { Policy });
      return before;
    },
    async heal(context, undo) {
      await setAttributes(context, deadLetterQueue(context.spec), { Policy: undo ?? '' });
    },
  },

  {
    id: 'bus-open-to-another-account',
    describes: 'Another account may send events to a bus.',
    breaks: [broken('bus-policy', (spec) => firstRule(spec).bus)],
    async apply(context) {
      await events(context, 'PutPermission', {
        EventBusName: firstRule(context.spec).bus,
        Action: 'events:PutEvents',
        Principal: '999988887777',
        StatementId: 'Partner',
      });
      return null;
    },
    async heal(context) {
      await events(context, 'RemovePermission', {
        EventBusName: firstRule(context.spec).bus,
        StatementId: 'Partner',
      });
    },
  },
  {
    id: 'dead-letters-under-the-key-of-aws',
    describes: 'The dead-letter queue of the rules is encrypted with the key that AWS manages.',
    breaks: [broken('kms-delivery', allRules)],
    async apply(context) {
      const queue = deadLetterQueue(context.spec);
      await setAttributes(context, queue, { KmsMasterKeyId: 'alias/aws/sqs' });
      return null;
    },
    async heal(context) {
      const queue = deadLetterQueue(context.spec);
      await setAttributes(context, queue, { KmsMasterKeyId: '', SqsManagedSseEnabled: 'true' });
    },
  },
  {
    id: 'schedule-in-another-time-zone',
    describes: 'A job runs at the declared hour of another time zone.',
    breaks: [broken('schedules', (spec) => firstSchedule(spec).name)],
    async apply(context) {
      await updateSchedule(context, 'UTC');
      return null;
    },
    heal: (context) => updateSchedule(context, firstSchedule(context.spec).declared.timeZone),
  },
];

/** A fault of a rule that is put with something other than declared. */
function changed(fault: {
  id: string;
  describes: string;
  breaks: readonly Broken[];
  change: (declared: RuleSpec) => RuleSpec;
}): Fault {
  const { id, describes, breaks, change } = fault;
  return {
    id,
    describes,
    breaks,
    async apply(context) {
      const { bus, rule, declared } = firstRule(context.spec);
      await createRule(context, bus, rule, change(declared));
      return null;
    },
    heal: putDeclared,
  };
}

async function putDeclared(context: SandboxContext): Promise<void> {
  const { bus, rule, declared } = firstRule(context.spec);
  await createRule(context, bus, rule, declared);
}

interface PickedRule {
  readonly bus: string;
  readonly rule: string;
  readonly declared: RuleSpec;
}

function rulesOf(spec: Spec): readonly PickedRule[] {
  return Object.entries(spec.buses ?? {}).flatMap(([bus, { rules }]) =>
    Object.entries(rules).map(([rule, declared]) => ({ bus, rule, declared })),
  );
}

function firstRule(spec: Spec): PickedRule {
  return must(rulesOf(spec)[0], 'rule of an event bus');
}

function ruleName(spec: Spec): string {
  const { bus, rule } = firstRule(spec);
  return `${bus}/${rule}`;
}

/** The declared subjects whose source the first rule asks for. */
function subjects(spec: Spec): readonly string[] {
  const { bus, declared } = firstRule(spec);
  const sources = declared.pattern?.['source'];
  return Object.entries(spec.translation?.subjects ?? {}).flatMap(([name, subject]) =>
    subject.bus === bus && Array.isArray(sources) && sources.includes(subject.source) ? [name] : [],
  );
}

function allRules(spec: Spec): readonly string[] {
  return rulesOf(spec).map(({ bus, rule }) => `${bus}/${rule}`);
}

function deadLetterQueue(spec: Spec): string {
  return must(
    firstRule(spec).declared.targets[0]?.deadLetterQueue,
    'rule with a dead-letter queue',
  );
}

function firstSchedule(spec: Spec) {
  const [name, declared] = must(Object.entries(spec.schedules ?? {})[0], 'schedule');
  return { name, declared };
}

async function updateSchedule(context: SandboxContext, timeZone: string): Promise<void> {
  const { name, declared } = firstSchedule(context.spec);
  await putSchedule(context, name, { ...declared, timeZone }, 'PUT');
}
