import type { ServiceSpec } from '../sections/clusters.ts';
import type { Path } from '../source-tree.ts';
import type { Spec } from '../spec.ts';
import { allDeclared, complain, mustBeDeclared, type Complaint } from './complaint.ts';
import { names, type Declared } from './declared.ts';
import { fargateMemoryText, isFargateSize } from './fargate.ts';

/** What services name, and what of one service must fit together. */
export function serviceComplaints(spec: Spec, declared: Declared): readonly Complaint[] {
  return Object.entries(spec.clusters ?? {}).flatMap(([cluster, { services }]) =>
    Object.entries(services).flatMap(([name, service]) => {
      const path = ['clusters', cluster, 'services', name];
      return [
        ...taskComplaints(path, service, spec, declared),
        ...mustBeDeclared([...path, 'roles', 'task'], service.roles.task, declared.roles),
        ...mustBeDeclared([...path, 'roles', 'execution'], service.roles.execution, declared.roles),
        ...networkComplaints(path, service, declared),
        ...scalingComplaints(path, service, declared),
        ...capacityComplaints([...path, 'capacity'], service.capacity ?? []),
        ...loadBalancerComplaints(path, service, declared),
      ];
    }),
  );
}

function taskComplaints(
  path: Path,
  { task }: ServiceSpec,
  spec: Spec,
  declared: Declared,
): readonly Complaint[] {
  const { cpuUnits, memoryMiB } = task;
  const at = [...path, 'task'];
  const size = isFargateSize(cpuUnits, memoryMiB)
    ? []
    : [
        complain(
          [...at, 'memoryMiB'],
          `Fargate has no task of ${cpuUnits} CPU units and ${memoryMiB} MiB`,
          fargateMemoryText(cpuUnits),
        ),
      ];
  const containers = Object.entries(task.containers).flatMap(([name, container]) =>
    containerComplaints([...at, 'containers', name], container, spec, declared),
  );
  return [...size, ...containers];
}

type Container = ServiceSpec['task']['containers'][string];

function containerComplaints(
  path: Path,
  container: Container,
  spec: Spec,
  declared: Declared,
): readonly Complaint[] {
  const environment = container.environment ?? {};
  const secrets = Object.entries(container.secrets ?? {}).flatMap(([variable, secret]) => [
    // A name that is not declared may be the secret itself.
    ...mustBeDeclared([...path, 'secrets', variable], secret, declared.secrets).map(
      (complaint) => ({ ...complaint, isSecret: true }),
    ),
    // ECS refuses a task definition in which a variable comes from both.
    ...(Object.hasOwn(environment, variable)
      ? [
          complain(
            [...path, 'environment', variable],
            `${variable} is both a plain variable and one from a secret`,
            'remove the plain one',
          ),
        ]
      : []),
  ]);
  const reviewed = names('variable', 'environment has', Object.keys(environment));
  return [
    ...secrets,
    ...allDeclared([...path, 'plainByReview'], container.plainByReview ?? [], reviewed),
    ...mustBeDeclared([...path, 'logGroup'], container.logGroup, declared.logGroups),
    ...repositoryComplaints([...path, 'image'], container.image, spec, declared),
  ];
}

/** An image of the deployment's own registry comes from a repository that the spec declares, if it declares any. */
function repositoryComplaints(
  path: Path,
  image: string,
  { account, repositories }: Spec,
  declared: Declared,
): readonly Complaint[] {
  const registry = `${account.id}.dkr.ecr.${account.region}.amazonaws.com/`;
  if (repositories === undefined || !image.startsWith(registry)) return [];
  const [repository = ''] = image.slice(registry.length).split(/[:@]/);
  return mustBeDeclared(path, repository, declared.repositories);
}

function networkComplaints(
  path: Path,
  { network }: ServiceSpec,
  declared: Declared,
): readonly Complaint[] {
  const at = [...path, 'network'];
  return [
    ...allDeclared([...at, 'subnets'], network.subnets, declared.subnets),
    ...allDeclared([...at, 'securityGroups'], network.securityGroups, declared.securityGroups),
  ];
}

function scalingComplaints(
  path: Path,
  { scaling, desiredCount, loadBalancer }: ServiceSpec,
  declared: Declared,
): readonly Complaint[] {
  if (scaling === undefined) return [];
  const at = [...path, 'scaling'];
  const range =
    scaling.minTasks <= scaling.maxTasks
      ? []
      : [complain([...at, 'minTasks'], 'minTasks is greater than maxTasks')];
  const count =
    desiredCount === undefined
      ? []
      : [
          complain(
            [...path, 'desiredCount'],
            'a service has either desiredCount or scaling',
            'with scaling, the number of tasks is what scaling makes it',
          ),
        ];
  const policies = Object.entries(scaling.policies).flatMap(([name, policy]) => {
    const policyPath = [...at, 'policies', name];
    switch (policy.kind) {
      case 'queue-depth':
        return mustBeDeclared([...policyPath, 'queue'], policy.queue, declared.queues);
      case 'target-tracking':
        return policy.metric === 'ALBRequestCountPerTarget' && loadBalancer === undefined
          ? [
              complain(
                [...policyPath, 'metric'],
                'requests are counted at a load balancer, and the service has none',
              ),
            ]
          : [];
    }
  });
  return [...range, ...count, ...policies];
}

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CapacityProviderStrategyItem.html */
function capacityComplaints(
  path: Path,
  capacity: NonNullable<ServiceSpec['capacity']>,
): readonly Complaint[] {
  const providers = capacity.map(({ provider }) => provider);
  return [
    ...providers.flatMap((provider, index) =>
      providers.indexOf(provider) === index
        ? []
        : [complain([...path, index, 'provider'], `${provider} is there twice`)],
    ),
    ...(capacity.filter(({ base }) => base > 0).length > 1
      ? [complain(path, 'only one capacity provider may have a base')]
      : []),
    ...(capacity.length > 0 && capacity.every(({ weight }) => weight === 0)
      ? [complain(path, 'one capacity provider must have a weight above 0')]
      : []),
  ];
}

function loadBalancerComplaints(
  path: Path,
  { loadBalancer, task }: ServiceSpec,
  declared: Declared,
): readonly Complaint[] {
  if (loadBalancer === undefined) return [];
  const at = [...path, 'loadBalancer'];
  const { container, port, targetGroup } = loadBalancer;
  const target = Object.hasOwn(task.containers, container) ? task.containers[container] : undefined;
  const containers = names('container', 'the task has', Object.keys(task.containers));
  return [
    ...mustBeDeclared([...at, 'targetGroup'], targetGroup, declared.targetGroups),
    ...mustBeDeclared([...at, 'container'], container, containers),
    ...(target === undefined || target.ports.includes(port)
      ? []
      : [
          complain(
            [...at, 'port'],
            `the container ${container} has no port ${port}`,
            `its ports are ${target.ports.join(', ')}`,
          ),
        ]),
  ];
}
