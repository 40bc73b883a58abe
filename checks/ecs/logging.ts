import { logGroups, type LogGroupItem } from '../../collectors/aws/cloudwatch-logs/log-groups.ts';
import {
  ecsTaskDefinitions,
  type EcsContainer,
} from '../../collectors/aws/ecs/task-definitions.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import type { Observation } from '../../core/observation.ts';
import { declaredServices, NO_SERVICES } from './subjects.ts';

export default defineCheck({
  id: 'ecs/logging',
  title: 'Every container of the ECS service logs, and the declared ones to their log groups',
  risk: 'After the cutover nobody can see why a task failed.',
  remediation: 'Add a logConfiguration to the container, and create its log group.',
  fix: {
    cli: 'aws ecs register-task-definition --cli-input-json file://<task-definition>.json',
    cdk: 'taskDefinition.addContainer("<name>", { logging: ecs.LogDrivers.awsLogs({ logGroup, streamPrefix: "<service>" }) })',
  },
  severity: 'high',
  resourceType: 'AWS::ECS::TaskDefinition',
  references: [
    'https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html#ecs-9',
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_awslogs.html',
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_firelens.html',
  ],
  controls: ['Security Hub 2026-08 ECS.9'],
  proves: ['ecs/logging'],
  needs: { definitions: ecsTaskDefinitions, groups: logGroups },
  none: NO_SERVICES,
  subjects: declaredServices,

  evaluate({ name, declared }, { definitions, groups }, { region }) {
    const wanted = Object.entries(declared.task.containers);
    const expected = {
      logGroups: Object.fromEntries(wanted.map(([key, { logGroup }]) => [key, logGroup])),
    };
    const definition = definitions.get(name);
    if (definition === null) return fail('The service runs no task definition.', expected, {});

    const { containers } = definition;
    const deployed = new Map(containers.map((container) => [container.name, container]));
    const hasRouter = containers.some(({ firelens }) => firelens !== null);
    const actual = {
      logGroups: Object.fromEntries(
        containers.map(({ name: key, log }) => [key, log?.group ?? log?.driver ?? null]),
      ),
    };
    const resource = { resource: definition.arn };
    const problems = [
      ...wanted.flatMap(([key, { logGroup }]) => {
        const container = deployed.get(key);
        const problem =
          container === undefined ? 'is not there' : problemOf(container, hasRouter, logGroup);
        return problem === null ? [] : [`Container ${key} ${problem}.`];
      }),
      // AWS documents that a container is essential when it does not say.
      ...containers
        .filter(
          ({ name: key, essential }) =>
            essential !== false && !Object.hasOwn(expected.logGroups, key),
        )
        .flatMap((container) => {
          const problem = problemOf(container, hasRouter, null);
          return problem === null ? [] : [`Container ${container.name} ${problem}.`];
        }),
    ];
    if (problems.length > 0) {
      return fail('A container does not log as declared.', expected, actual, {
        ...resource,
        details: problems,
      });
    }
    // Without a region awslogs logs to that of the task.
    const foreign = containers.filter(({ log }) => (log?.region ?? region) !== region);
    if (foreign.length > 0) {
      return fail('A container logs to another region.', expected, actual, {
        ...resource,
        details: foreign.map(({ name: key }) => `Container ${key} logs to another region.`),
      });
    }
    const logged = containers.flatMap(({ name: key, essential, log }) => {
      const isDeclared = Object.hasOwn(expected.logGroups, key);
      return log?.driver === AWSLOGS && !log.createsGroup && (isDeclared || essential !== false)
        ? [{ key, isDeclared, group: log.group }]
        : [];
    });
    // A group is looked for when the spec names it, and a container that the spec does not declare may have another.
    const isAsked = ({ isDeclared, group }: Logged) =>
      group !== null && (isDeclared || isSought(groups.look(group)));
    const missing = logged.filter(
      (one) => isAsked(one) && one.group !== null && groups.get(one.group) === null,
    );
    if (missing.length > 0) {
      return fail('A log group does not exist.', expected, actual, {
        ...resource,
        details: missing.map(({ key }) => `The log group of container ${key} does not exist.`),
      });
    }
    if (logged.some(({ group }) => group === null)) {
      return unknown('AWS does not give the log group of a container.');
    }
    if (!logged.every(isAsked)) {
      return unknown(
        'A container that the spec does not declare logs to a group that it does not name.',
      );
    }
    if (wanted.some(([key]) => deployed.get(key)?.log?.driver === FIRELENS)) {
      return unknown(
        'A declared container logs through a router, which may send its logs elsewhere.',
      );
    }
    return pass(expected, actual, resource);
  },
});

const AWSLOGS = 'awslogs';
const FIRELENS = 'awsfirelens';

interface Logged {
  readonly isDeclared: boolean;
  readonly group: string | null;
}

function isSought(group: Observation<LogGroupItem>): boolean {
  return group.state !== 'unseen' || group.cause.kind !== 'not-asked';
}

/** What keeps a container's logs from where they are to be, as the end of a sentence; null for nothing. */
function problemOf(
  { log }: EcsContainer,
  hasRouter: boolean,
  logGroup: string | null,
): string | null {
  if (log === null) return 'does not log';
  if (log.driver === FIRELENS) return hasRouter ? null : 'logs to a router that is not there';
  if (logGroup === null) return null;
  if (log.driver !== AWSLOGS) return 'logs with another driver than to its log group';
  return log.group === logGroup ? null : 'logs to another log group';
}
