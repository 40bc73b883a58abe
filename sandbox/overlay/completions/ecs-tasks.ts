import type { CompletionContext, JsonCompletion } from '../completion.ts';
import { type JsonRecord, recordsOf, stringOf, stringsOf } from '../json.ts';
import { type ServiceTask, taskDefinitionOf, tasksOfCluster } from './ecs-service-tasks.ts';
import { stoppedTasks } from './ecs-stopped-tasks.ts';
import { describeTask } from './ecs-task-details.ts';

/** Services run as many tasks as they want, spread over their subnets. */
export const ECS_TASK_COMPLETIONS: readonly JsonCompletion[] = [
  {
    form: 'json',
    service: 'ecs',
    operations: ['ListTasks'],
    gap: 'Services start no tasks, and the name of a service is ignored as a filter.',
    async complete(body, parameters, context) {
      const own = stringsOf(body, 'taskArns');
      const serviceName = stringOf(parameters, 'serviceName');
      if (stringOf(parameters, 'desiredStatus') === 'STOPPED') {
        const stopped = await stoppedTasks(context);
        const ended = stopped.flatMap((task) => stringOf(task, 'taskArn') ?? []);
        return { ...body, taskArns: [...own, ...ended] };
      }
      const tasks = await tasksOfCluster(clusterName(parameters), context);
      const wanted = tasks.filter((task) => fits(task, parameters)).map(({ arn }) => arn);
      return { ...body, taskArns: serviceName === undefined ? [...own, ...wanted] : wanted };
    },
  },
  {
    form: 'json',
    service: 'ecs',
    operations: ['DescribeTasks'],
    gap: 'Services start no tasks; a task has one container and no health, and each look moves it on to its end.',
    // The emulator matches parts of ids, so it is asked for its own only; of none it is asked what it does not know.
    async prepare(parameters, context) {
      const found = await askedTasks(parameters, context);
      const ended = new Set((await stoppedTasks(context)).map((task) => stringOf(task, 'taskArn')));
      const others = stringsOf(parameters, 'tasks').filter(
        (name) => !found.has(name) && !ended.has(name),
      );
      return others.length === 0 ? parameters : { ...parameters, tasks: others };
    },
    async complete(body, parameters, context) {
      const found = await askedTasks(parameters, context);
      const tasks = await Promise.all(
        [...found.values()].map((task) => describeTask(task, parameters, context)),
      );
      const asked = stringsOf(parameters, 'tasks');
      const ended = (await stoppedTasks(context)).filter((task) =>
        asked.includes(stringOf(task, 'taskArn') ?? ''),
      );
      const own = [...recordsOf(body, 'tasks'), ...ended];
      const known = new Set(
        own.flatMap((task) => [stringOf(task, 'taskArn'), idOf(stringOf(task, 'taskArn') ?? '')]),
      );
      const missing = stringsOf(parameters, 'tasks')
        .filter((name) => !found.has(name) && !known.has(name))
        .map((name) => ({ arn: name, reason: 'MISSING' }));
      return { ...body, tasks: [...tasks, ...own], failures: missing };
    },
  },
];

function fits(task: ServiceTask, parameters: JsonRecord): boolean {
  const status = stringOf(parameters, 'desiredStatus') ?? 'RUNNING';
  const service = stringOf(parameters, 'serviceName');
  const family = stringOf(parameters, 'family');
  const startedBy = stringOf(parameters, 'startedBy');
  const launchType = stringOf(parameters, 'launchType');
  const [deployment = {}] = recordsOf(task.service, 'deployments');
  return (
    status === 'RUNNING' &&
    parameters['containerInstance'] === undefined &&
    (service === undefined || service.split('/').at(-1) === task.parts.service) &&
    (family === undefined || taskDefinitionOf(task).includes(`task-definition/${family}:`)) &&
    (startedBy === undefined || startedBy === stringOf(deployment, 'id')) &&
    (launchType === undefined || launchType === (stringOf(task.service, 'launchType') ?? 'FARGATE'))
  );
}

/** The tasks of services among those asked for, by the name they were asked by. */
async function askedTasks(
  parameters: JsonRecord,
  context: CompletionContext,
): Promise<Map<string, ServiceTask>> {
  const tasks = await tasksOfCluster(clusterName(parameters), context);
  const names = stringsOf(parameters, 'tasks');
  return new Map(
    names.flatMap((name) => {
      const task = tasks.find(({ arn, id }) => arn === name || id === name);
      return task ? [[name, task]] : [];
    }),
  );
}

function clusterName(parameters: JsonRecord): string {
  return (stringOf(parameters, 'cluster') ?? 'default').replace(/^.*cluster\//, '');
}

function idOf(taskArn: string): string {
  return taskArn.split('/').at(-1) ?? '';
}
