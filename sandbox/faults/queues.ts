import type { Spec } from '../../core/spec/spec.ts';
import type { SandboxContext } from '../deploy/context.ts';
import { queueArn } from '../deploy/lookup.ts';
import {
  createQueue,
  declaredAttributes,
  deleteQueue,
  policyText,
  purgeQueue,
  readPolicy,
  sendMessage,
  setAttributes,
} from '../deploy/queues.ts';
import type { Broken, Fault } from './fault.ts';
import { must } from './pick.ts';

const queue = (spec: Spec) => workQueue(spec).name;
const deadLetters = (spec: Spec) => workQueue(spec).deadLetters;
const broken = (check: string, subject = queue): Broken => ({ check: `sqs/${check}`, subject });

export const QUEUE_FAULTS: readonly Fault[] = [
  {
    id: 'queue-deleted',
    describes: 'A declared queue does not exist.',
    breaks: [
      { check: 'cost/tags', subject: () => 'queues' },

      broken('queue-exists'),
      broken('attributes'),
      broken('dlq-configured'),
      broken('dlq-retention'),
      broken('encrypted'),
      broken('policy-not-public'),
      broken('tls-only'),
      broken('visibility-budget'),
    ],
    async apply(context) {
      await deleteQueue(context, queue(context.spec));
      return null;
    },
    heal: (context) => createQueue(context, queue(context.spec)),
  },
  changed({
    id: 'messages-come-back-early',
    describes: 'Messages of a queue come back before their handlers are done.',
    breaks: [broken('attributes'), broken('visibility-budget')],
    change: () => ({ VisibilityTimeout: '10' }),
  }),
  changed({
    id: 'messages-expire-early',
    describes: 'A queue keeps messages for a minute.',
    breaks: [broken('attributes')],
    change: () => ({ MessageRetentionPeriod: '60' }),
  }),
  changed({
    id: 'queue-without-dead-letters',
    describes: 'A queue has no dead-letter queue.',
    breaks: [broken('dlq-configured')],
    change: () => ({ RedrivePolicy: '' }),
  }),
  changed({
    id: 'messages-given-up-at-once',
    describes: 'A queue gives messages up after one receive.',
    breaks: [broken('dlq-configured')],
    change: (context) => ({
      RedrivePolicy: JSON.stringify({
        deadLetterTargetArn: queueArn(context, deadLetters(context.spec)),
        maxReceiveCount: 1,
      }),
    }),
  }),
  changed({
    id: 'dead-letters-expire-early',
    describes: 'The dead-letter queue keeps messages for a day.',
    queue: deadLetters,
    breaks: [broken('dlq-retention'), broken('attributes', deadLetters)],
    change: () => ({ MessageRetentionPeriod: String(24 * 60 * 60) }),
  }),
  changed({
    id: 'queue-not-encrypted',
    describes: 'A queue is not encrypted.',
    breaks: [broken('encrypted')],
    change: () => ({ SqsManagedSseEnabled: 'false' }),
  }),
  policy({
    id: 'queue-open-to-everyone',
    describes: 'Everybody may send to a queue.',
    breaks: [broken('policy-not-public')],
    statement: (context) => ({
      Sid: 'Open',
      Effect: 'Allow',
      Principal: '*',
      Action: 'sqs:SendMessage',
      Resource: queueArn(context, queue(context.spec)),
    }),
    keepsOthers: true,
  }),
  policy({
    id: 'queue-without-tls',
    describes: 'A queue takes requests without TLS.',
    breaks: [broken('tls-only')],
    statement: (context) => ({
      Sid: 'Own',
      Effect: 'Allow',
      Principal: { AWS: context.account },
      Action: 'sqs:SendMessage',
      Resource: queueArn(context, queue(context.spec)),
    }),
    keepsOthers: false,
  }),
  policy({
    id: 'queue-with-the-tls-of-another',
    describes: 'The policy of a queue was copied from another queue, which alone it asks for TLS.',
    breaks: [broken('tls-only')],
    statement: (context) => ({
      Sid: 'TlsOnly',
      Effect: 'Deny',
      Principal: '*',
      Action: 'sqs:*',
      Resource: queueArn(context, deadLetters(context.spec)),
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    }),
    keepsOthers: false,
  }),
  {
    id: 'dead-letters-waiting',
    describes: 'A message was given up and waits in the dead-letter queue.',
    breaks: [broken('dlq-empty', deadLetters)],
    async apply(context) {
      await sendMessage(context, deadLetters(context.spec));
      return null;
    },
    heal: (context) => purgeQueue(context, deadLetters(context.spec)),
  },
];

/** A fault of attributes: those changed are healed to what is declared. */
function changed(fault: {
  id: string;
  describes: string;
  breaks: readonly Broken[];
  queue?: (spec: Spec) => string;
  change: (context: SandboxContext) => Readonly<Record<string, string>>;
}): Fault {
  const { id, describes, breaks, change } = fault;
  const name = fault.queue ?? queue;
  return {
    id,
    describes,
    breaks,
    async apply(context) {
      await setAttributes(context, name(context.spec), change(context));
      return null;
    },
    async heal(context) {
      const declared = await declaredAttributes(context, name(context.spec));
      const healed = Object.keys(change(context)).map((key) => [key, declared[key] ?? '']);
      await setAttributes(
        context,
        name(context.spec),
        Object.fromEntries(healed) as Record<string, string>,
      );
    },
  };
}

/** A fault of the policy of a queue. */
function policy(fault: {
  id: string;
  describes: string;
  breaks: readonly Broken[];
  statement: (context: SandboxContext) => object;
  /** Whether the statements that are there stay. */
  keepsOthers: boolean;
}): Fault {
  const { id, describes, breaks, statement, keepsOthers } = fault;
  return {
    id,
    describes,
    breaks,
    async apply(context) {
      const name = queue(context.spec);
      const before = await readPolicy(context, name);
      const others = before === '' ? [] : (JSON.parse(before) as { Statement: object[] }).Statement;
      const Policy = policyText([...(keepsOthers ? others : []), statement(context)]);
      await setAttributes(context, name, { Policy });
      return before;
    },
    async heal(context, undo) {
      await setAttributes(context, queue(context.spec), { Policy: undo ?? '' });
    },
  };
}

/** The first standard queue with dead letters and a declared handler. */
function workQueue(spec: Spec): { readonly name: string; readonly deadLetters: string } {
  const found = Object.entries(spec.queues ?? {}).flatMap(
    ([name, { deadLetter, fifo, handler }]) =>
      deadLetter === undefined || fifo || handler === undefined
        ? []
        : [{ name, deadLetters: deadLetter.queue }],
  );
  return must(found[0], 'standard queue with a handler and a dead-letter queue');
}
