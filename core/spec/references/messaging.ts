import type { BusSpec, QueueSpec } from '../sections/messaging.ts';
import type { Path } from '../source-tree.ts';
import type { Spec } from '../spec.ts';
import { complain, declaredIfAny, mustBeDeclared, type Complaint } from './complaint.ts';
import type { Declared } from './declared.ts';

/** What queues, rules and the translation of subjects name, and what FIFO asks of them. */
export function messagingComplaints(spec: Spec, declared: Declared): readonly Complaint[] {
  const isFifo = (name: string | undefined) =>
    name !== undefined && Object.hasOwn(spec.queues ?? {}, name) && spec.queues?.[name]?.fifo;
  const queues = Object.entries(spec.queues ?? {}).flatMap(([name, queue]) =>
    queueComplaints(name, queue, spec, declared),
  );
  const rules = Object.entries(spec.buses ?? {}).flatMap(([bus, of]) =>
    Object.entries(of.rules).flatMap(([name, rule]) => {
      const path = ['buses', bus, 'rules', name];
      return [
        ...(rule.pattern === undefined && rule.scheduleExpression === undefined
          ? [complain([...path, 'pattern'], 'a rule has a pattern or a scheduleExpression')]
          : []),
        ...rule.targets.flatMap((target, index) =>
          targetComplaints([...path, 'targets', index], target, isFifo, declared),
        ),
      ];
    }),
  );
  const subjects = Object.entries(spec.translation?.subjects ?? {}).flatMap(([name, subject]) => {
    const path = ['translation', 'subjects', name];
    const { bus, queue, source, detailType, ordered } = subject;
    return [
      ...declaredIfAny([...path, 'bus'], bus, declared.buses),
      ...declaredIfAny([...path, 'queue'], queue, declared.queues),
      ...(bus === undefined && queue === undefined
        ? [complain([...path, 'bus'], 'a subject travels by a bus or by a queue')]
        : []),
      ...(bus !== undefined && (source === undefined || detailType === undefined)
        ? [complain([...path, 'bus'], 'an event on a bus has a source and a detailType')]
        : []),
      ...(ordered === true && !isFifo(queue)
        ? [complain([...path, 'ordered'], 'only a FIFO queue keeps messages in order')]
        : []),
    ];
  });
  return [...queues, ...rules, ...subjects];
}

function queueComplaints(
  name: string,
  queue: QueueSpec,
  { queues }: Spec,
  declared: Declared,
): readonly Complaint[] {
  const path = ['queues', name];
  const { fifo, deadLetter, contentBasedDeduplication } = queue;
  // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html
  const suffix =
    fifo === name.endsWith('.fifo')
      ? []
      : [
          complain(
            [...path, 'fifo'],
            fifo
              ? `the name of a FIFO queue ends in .fifo, and ${name} does not`
              : `${name} ends in .fifo, as only a FIFO queue's name may`,
          ),
        ];
  const deduplication =
    contentBasedDeduplication !== undefined && !fifo
      ? [complain([...path, 'contentBasedDeduplication'], 'only a FIFO queue removes duplicates')]
      : [];
  if (deadLetter === undefined) return [...suffix, ...deduplication];
  const at = [...path, 'deadLetter', 'queue'];
  const target = Object.hasOwn(queues ?? {}, deadLetter.queue)
    ? queues?.[deadLetter.queue]
    : undefined;
  return [
    ...suffix,
    ...deduplication,
    ...mustBeDeclared(at, deadLetter.queue, declared.queues),
    ...(deadLetter.queue === name
      ? [complain(at, 'a queue cannot be its own dead-letter queue')]
      : []),
    ...(target !== undefined && target.fifo !== fifo
      ? [complain(at, 'the dead letters of a FIFO queue go to a FIFO queue, and only they do')]
      : []),
  ];
}

type Target = BusSpec['rules'][string]['targets'][number];

function targetComplaints(
  path: Path,
  target: Target,
  isFifo: (queue: string | undefined) => boolean | undefined,
  declared: Declared,
): readonly Complaint[] {
  const { queue, topic, logGroup, role, deadLetterQueue, messageGroupId } = target;
  const named = [queue, topic, logGroup].filter((name) => name !== undefined);
  return [
    ...declaredIfAny([...path, 'queue'], queue, declared.queues),
    ...declaredIfAny([...path, 'topic'], topic, declared.topics),
    ...declaredIfAny([...path, 'logGroup'], logGroup, declared.logGroups),
    ...declaredIfAny([...path, 'role'], role, declared.roles),
    ...declaredIfAny([...path, 'deadLetterQueue'], deadLetterQueue, declared.queues),
    ...(named.length === 1
      ? []
      : [complain(path, 'a target is exactly one of queue, topic and logGroup')]),
    ...(isFifo(queue) && messageGroupId === undefined
      ? [complain([...path, 'queue'], 'a FIFO queue as a target needs a messageGroupId')]
      : []),
    // https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html
    ...(isFifo(deadLetterQueue)
      ? [
          complain(
            [...path, 'deadLetterQueue'],
            'the dead letters of a rule go to a standard queue',
          ),
        ]
      : []),
  ];
}
