import {
  ecsTaskDefinitions,
  type EcsTaskDefinition,
} from '../../collectors/aws/ecs/task-definitions.ts';
import { ecsTasks, type EcsTask } from '../../collectors/aws/ecs/tasks.ts';
import { secrets } from '../../collectors/aws/secrets-manager/secrets.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import type { Spec } from '../../core/spec/spec.ts';
import {
  isReferenceTo,
  parseSecretReference,
  type SecretReference,
} from '../ecs/secret-reference.ts';
import { declaredServices, NO_SERVICES, type ServiceSubject } from '../ecs/subjects.ts';

interface InjectedService extends ServiceSubject {
  /** Every declared secret by its name, with how running tasks survive its change; null when they do not. */
  readonly survivals: Readonly<Record<string, string | null>>;
}

/** On their way out: no request is waiting for them. https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-lifecycle-explanation.html */
const ENDING = ['DEACTIVATING', 'STOPPING', 'DEPROVISIONING', 'STOPPED', 'DELETED'];
const MOVES_WITH_EVERY_EDIT =
  'Secrets Manager dates every edit of a secret alike, so that one of its tags or description shows as well.';

/**
 * ECS reads a secret when it makes a task, and never again. What it reads for the options of a log driver and to pull
 * the image is not looked at.
 */
export default defineCheck({
  id: 'secrets/running-tasks-current',
  title: 'No running task of the ECS service was started before a secret of its variables changed',
  risk: 'Tasks run on with a credential that was rotated away, until the next one cannot connect.',
  remediation:
    'Force a new deployment of the service after each change of a secret, by the event of its rotation.',
  fix: {
    cli: 'aws ecs update-service --cluster <cluster> --service <service> --force-new-deployment',
    cdk: 'new events.Rule(this, "<id>", { eventPattern: { source: ["aws.secretsmanager"], detail: { eventName: ["RotationSucceeded"] } }, targets: [<deployment>] })',
  },
  severity: 'high',
  resourceType: 'AWS::ECS::Service',
  references: [
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/secrets-envvar-secrets-manager.html',
    'https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_DescribeSecret.html',
    'https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotation-strategy.html',
  ],
  controls: [],
  proves: ['security/secrets'],
  needs: { definitions: ecsTaskDefinitions, tasks: ecsTasks, deployed: secrets },
  none: NO_SERVICES,
  subjects: injectedServices,

  evaluate({ name, survivals }, { definitions, tasks, deployed }) {
    const expected = { startedBeforeChange: 0 };
    const definition = definitions.get(name);
    if (definition === null) return fail('The service runs no task definition.', expected, {});
    const all = tasks.get(name);
    if (all === null) return fail('The cluster does not exist.', expected, {});
    const alive = all.filter(({ lastStatus }) => !ENDING.includes(lastStatus ?? ''));
    if (alive.length === 0) return fail('No task is running.', expected, { running: 0 });

    const held = referencesOf(definition).map((reference) => {
      const secret = nameIn(reference.arn, survivals);
      return { reference, secret, found: secret === null ? null : deployed.look(secret) };
    });
    const changedAt = new Map<string, string | null>();
    for (const { reference, secret, found } of held) {
      if (secret === null || found?.state !== 'present') continue;
      // A new task would read the same version again.
      const isPinned = reference.version !== null;
      const isJudged =
        !isPinned && survivals[secret] === null && isReferenceTo(reference, found.value.arn);
      if (isJudged) changedAt.set(secret, found.value.lastChangedDate);
    }
    const changes = [...changedAt].map(([secret, at]) => ({ secret, at }));
    const own = alive.filter(({ taskDefinition }) => taskDefinition === definition.arn);
    const stale = own.flatMap((task) =>
      changes
        .filter(({ at }) => isBefore(task.startedAt, at))
        .map(({ secret, at }) => ({ task, secret, at })),
    );
    const actual = {
      running: alive.length,
      startedBeforeChange: new Set(stale.map(({ task }) => task.arn)).size,
      changes: Object.fromEntries(changedAt),
    };
    if (held.some(({ found }) => found?.state === 'absent')) {
      return fail('A secret that is injected does not exist.', expected, actual);
    }
    if (stale.length > 0) {
      return fail('A task was started before a secret that it holds changed.', expected, actual, {
        details: [...stale.map(staleness), MOVES_WITH_EVERY_EDIT],
      });
    }
    if (held.length === 0) {
      return unknown('The task definition injects no secret, though the spec declares one.');
    }
    // What was seen to be stale is so, whatever was not seen; from here on that decides.
    const isDeclared = held.every(
      ({ reference, secret }) =>
        secret !== null && isReferenceTo(reference, deployed.get(secret)?.arn ?? ''),
    );
    if (!isDeclared) {
      return unknown('A variable comes from a secret that the spec does not declare.');
    }
    if (changes.length === 0) {
      return unknown(
        'No change of a secret that the tasks hold was to be compared with their start.',
      );
    }
    if (changes.some(({ at }) => at === null)) {
      return unknown('AWS does not say when a secret last changed.');
    }
    if (own.length < alive.length) {
      return unknown(
        'A task runs another revision than the service, and what that injects was not read.',
      );
    }
    if (own.some(({ createdAt, startedAt }) => createdAt === null || startedAt === null)) {
      return unknown('A task has not started, or ECS does not say when.');
    }
    // What ECS read for it was read in between.
    if (own.some((task) => changes.some(({ at }) => isBefore(task.createdAt, at)))) {
      return unknown('A secret changed while a task was being started with it.');
    }
    const surviving = [...new Set(held.flatMap(({ secret }) => secret ?? []))].flatMap((secret) => {
      const survival = survivals[secret] ?? null;
      return survival === null ? [] : [`Not judged, as declared: ${secret} (${survival}).`];
    });
    const pinned = held.flatMap(({ reference, secret }) =>
      secret === null || reference.version === null
        ? []
        : [`Not judged, as pinned to a version: ${secret} (${reference.version}).`],
    );
    return pass(expected, actual, { details: [...surviving, ...new Set(pinned)] });
  },
});

function injectedServices(spec: Spec): readonly InjectedService[] {
  const survivals = Object.fromEntries(
    Object.entries(spec.secrets ?? {}).map(([name, { survivesChange }]) => [
      name,
      survivesChange ?? null,
    ]),
  );
  return declaredServices(spec).map((subject) => {
    const injected = Object.values(subject.declared.task.containers).flatMap((container) =>
      Object.values(container.secrets ?? {}),
    );
    if (injected.length === 0) {
      return {
        ...subject,
        survivals,
        notApplicable: 'The spec declares no secret of the service.',
      };
    }
    return injected.every((secret) => (survivals[secret] ?? null) !== null)
      ? {
          ...subject,
          survivals,
          notApplicable:
            'The spec declares that tasks survive a change of every secret of the service.',
        }
      : { ...subject, survivals };
  });
}

function referencesOf({ containers }: EcsTaskDefinition): readonly SecretReference[] {
  return containers
    .flatMap((container) => container.secrets)
    .flatMap(({ valueFrom }) => parseSecretReference(valueFrom) ?? []);
}

/** The declared secret that an ARN names; AWS adds a hyphen and six characters to the name, and finds it without them too. */
function nameIn(arn: string, declared: Readonly<Record<string, unknown>>): string | null {
  const whole = arn.split(':').slice(6).join(':');
  // The end of a name that stands alone may look like the six characters.
  const candidates = [whole, whole.replace(/-[A-Za-z0-9]{6}$/, '')];
  return candidates.find((name) => Object.hasOwn(declared, name)) ?? null;
}

/** False as long as either moment is not known. */
function isBefore(moment: string | null, other: string | null): boolean {
  return moment !== null && other !== null && Date.parse(moment) < Date.parse(other);
}

interface Staleness {
  readonly task: EcsTask;
  readonly secret: string;
  readonly at: string | null;
}

function staleness({ task, secret, at }: Staleness): string {
  const id = task.arn.slice(task.arn.lastIndexOf('/') + 1);
  return `Task ${id} was started at ${task.startedAt ?? 'an unknown time'}; ${secret} changed at ${at ?? 'an unknown time'}.`;
}
