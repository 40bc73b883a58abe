import {
  ecsTaskDefinitions,
  type EcsContainer,
} from '../../collectors/aws/ecs/task-definitions.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import { declaredServices, FILES_NOT_READ, NO_SERVICES } from './subjects.ts';

export default defineCheck({
  id: 'ecs/env-contract',
  title:
    'Containers of the ECS service have the declared variables, and none names the source environment',
  risk: 'The application starts with the settings of yesterday, and writes to the database that was left.',
  remediation: 'Register a revision with the declared variables, and deploy it.',
  fix: {
    cli: 'aws ecs register-task-definition --cli-input-json file://<task-definition>.json',
    cdk: 'taskDefinition.addContainer("<name>", { environment: { <VARIABLE>: "<value>" } })',
  },
  severity: 'medium',
  resourceType: 'AWS::ECS::TaskDefinition',
  references: [
    'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_KeyValuePair.html',
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/use-environment-file.html',
  ],
  controls: [],
  proves: ['ecs/released-revision'],
  needs: { definitions: ecsTaskDefinitions },
  none: NO_SERVICES,
  subjects: (spec) =>
    declaredServices(spec).map((subject) => ({
      ...subject,
      sourceHosts: spec.migration?.source.hosts ?? [],
    })),

  evaluate({ name, declared, sourceHosts }, { definitions }) {
    const wanted = Object.entries(declared.task.containers).map(
      ([container, { environment }]) => [container, environment ?? {}] as const,
    );
    const expected = { environment: Object.fromEntries(wanted) };
    const definition = definitions.get(name);
    if (definition === null) return fail('The service runs no task definition.', expected, {});
    const { containers } = definition;
    const actual = {
      environment: Object.fromEntries(
        containers.map((container) => [container.name, container.environment.map(labelOf)]),
      ),
    };
    const resource = { resource: definition.arn };
    const details = [
      ...wanted.flatMap(([container, variables]) =>
        problemsOf(
          container,
          variables,
          containers.find((one) => one.name === container),
        ),
      ),
      ...containers.flatMap((container) =>
        container.environment
          .filter(({ namesSource }) => namesSource)
          .map(
            (variable) =>
              `Variable ${variable.name} of container ${container.name} names the source environment.`,
          ),
      ),
    ];
    if (details.length > 0) {
      const message = 'A container has other variables than declared.';
      return fail(message, expected, actual, { ...resource, details });
    }
    if (containers.some(({ environmentFiles }) => environmentFiles.length > 0)) {
      return unknown(FILES_NOT_READ);
    }
    // A stored snapshot may be judged by a spec that names other hosts than it was taken with.
    if (sourceHosts.some((host) => !definition.sourceHosts.includes(host))) {
      return unknown('The variables were not searched for every host of the source environment.');
    }
    return pass(expected, actual, resource);
  },
});

type Variable = EcsContainer['environment'][number];

/** No value: it may be a secret. */
function labelOf({ name, value }: Variable): string {
  return value === null ? `${name} (another value, or none declared)` : `${name}=${value}`;
}

function problemsOf(
  name: string,
  variables: Readonly<Record<string, string>>,
  container: EcsContainer | undefined,
): readonly string[] {
  if (container === undefined) return [`Container ${name} is not there.`];
  return Object.entries(variables).flatMap(([variable, wanted]) => {
    // Of a name that is given twice the last counts for nobody to rely on.
    const found = container.environment.filter((one) => one.name === variable);
    if (found.length === 0) {
      // It may be in a file; what is in the definition wins over what is in a file.
      return container.environmentFiles.length > 0
        ? []
        : [`Variable ${variable} of container ${name} is missing.`];
    }
    return found.every(({ value }) => value === wanted)
      ? []
      : [`Variable ${variable} of container ${name} has another value.`];
  });
}
