import {
  ecsTaskDefinitions,
  type EcsContainer,
} from '../../collectors/aws/ecs/task-definitions.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import { declaredServices, NO_SERVICES } from './subjects.ts';

export default defineCheck({
  id: 'ecs/container-ports',
  title: 'Containers of the ECS service map the declared ports, and no others',
  risk: 'A load balancer or another service sends to a port that nobody maps, or one is offered that nobody reviewed.',
  remediation: 'Register a revision with the declared port mappings, and deploy it.',
  fix: {
    cli: 'aws ecs register-task-definition --cli-input-json file://<task-definition>.json',
    cdk: 'taskDefinition.addContainer("<name>", { portMappings: [{ containerPort: <port> }] })',
  },
  severity: 'medium',
  resourceType: 'AWS::ECS::TaskDefinition',
  references: [
    'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PortMapping.html',
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html',
  ],
  controls: [],
  proves: ['ecs/released-revision'],
  needs: { definitions: ecsTaskDefinitions },
  none: NO_SERVICES,
  subjects: declaredServices,

  evaluate({ name, declared }, { definitions }) {
    const wanted = Object.entries(declared.task.containers).map(
      ([container, { ports }]) => [container, ports] as const,
    );
    const expected = { ports: Object.fromEntries(wanted), protocol: TCP };
    const definition = definitions.get(name);
    if (definition === null) return fail('The service runs no task definition.', expected, {});

    const { containers } = definition;
    const actual = {
      ports: Object.fromEntries(
        containers.map(({ name: container, ports }) => [container, ports?.map(labelOf) ?? null]),
      ),
    };
    const resource = { resource: definition.arn };
    const judged = wanted.map(([container, ports]) => ({
      container,
      ports,
      deployed: containers.find((one) => one.name === container),
    }));
    const details = judged.flatMap(({ container, ports, deployed }) =>
      deployed === undefined
        ? [`Container ${container} is not there.`]
        : problemsOf(container, ports, deployed.ports ?? null),
    );
    if (details.length > 0) {
      const message = 'A container maps other ports than declared.';
      return fail(message, expected, actual, { ...resource, details });
    }
    if (judged.some(({ deployed }) => deployed?.ports === null)) {
      return unknown('AWS does not give the ports that a container maps.');
    }
    return pass(expected, actual, resource);
  },
});

type Mapped = NonNullable<EcsContainer['ports']>[number];

/** What every declared port is, and a mapping that names no protocol. */
const TCP = 'tcp';

/** Nothing for a container whose ports are not known. */
function problemsOf(
  container: string,
  declared: readonly number[],
  mapped: readonly Mapped[] | null,
): readonly string[] {
  if (mapped === null) return [];
  const missing = declared.filter(
    (port) =>
      !mapped.some((one) => protocolOf(one) === TCP && one.first <= port && port <= one.last),
  );
  return [
    ...missing.map((port) => `Container ${container} does not map port ${port}.`),
    ...mapped
      .flatMap((one) => (protocolOf(one) === TCP ? without(one, declared) : [one]))
      .map((one) => `Container ${container} maps ${labelOf(one)}, which nobody declared.`),
  ];
}

/** What is left of a range without the declared ports: whole ranges, since it may have thousands. */
function without(range: Mapped, declared: readonly number[]): readonly Mapped[] {
  const inside = declared.filter((port) => range.first <= port && port <= range.last);
  const ends = [range.first - 1, ...inside.sort((a, b) => a - b), range.last + 1];
  return ends.slice(1).flatMap((end, index) => {
    const piece = { ...range, first: (ends[index] ?? end) + 1, last: end - 1 };
    return piece.first <= piece.last ? [piece] : [];
  });
}

/** `8080/tcp` or `9000-9010/udp`. */
function labelOf(mapped: Mapped): string {
  const { first, last } = mapped;
  return `${first === last ? first : `${first}-${last}`}/${protocolOf(mapped)}`;
}

function protocolOf({ protocol }: Mapped): string {
  return protocol ?? TCP;
}
