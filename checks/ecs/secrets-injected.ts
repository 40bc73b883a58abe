import {
  ecsTaskDefinitions,
  type EcsTaskDefinition,
} from '../../collectors/aws/ecs/task-definitions.ts';
import {
  CURRENT,
  isStaged,
  secrets,
  type Secret,
} from '../../collectors/aws/secrets-manager/secrets.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import type { Spec } from '../../core/spec/spec.ts';
import { isReferenceTo, parseSecretReference, type SecretReference } from './secret-reference.ts';
import { declaredServices, NO_SERVICES, type ServiceSubject } from './subjects.ts';

/** A variable of a container, and the secret that the spec says it comes from. */
interface Binding {
  readonly container: string;
  readonly variable: string;
  readonly secret: string;
}

interface InjectedSubject extends ServiceSubject {
  readonly bindings: readonly Binding[];
}

export default defineCheck({
  id: 'ecs/secrets-injected',
  title: 'ECS injects each declared variable from the current version of its declared secret',
  risk: 'Tasks do not start, or start with the secret of another environment or with one that was rotated.',
  remediation: 'Add the variable to secrets of the container, with the ARN of the declared secret.',
  fix: {
    cli: 'aws ecs register-task-definition --cli-input-json file://<task-definition>.json',
    cdk: 'taskDefinition.addContainer("<name>", { secrets: { <VARIABLE>: ecs.Secret.fromSecretsManager(secret, "<json-key>") } })',
  },
  severity: 'critical',
  resourceType: 'AWS::ECS::TaskDefinition',
  references: [
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/secrets-envvar-secrets-manager.html',
    'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Secret.html',
  ],
  controls: [],
  proves: ['security/secrets'],
  needs: { definitions: ecsTaskDefinitions, deployed: secrets },
  none: NO_SERVICES,
  subjects: injectedServices,

  evaluate({ name, bindings }, { definitions, deployed }) {
    const expected = {
      secrets: Object.fromEntries(bindings.map((binding) => [labelOf(binding), binding.secret])),
    };
    const definition = definitions.get(name);
    if (definition === null) return fail('The service runs no task definition.', expected, {});

    const resource = { resource: definition.arn };
    const found = bindings.map((binding) => ({
      binding,
      sources: sourcesOf(definition, binding),
    }));
    const actual = {
      secrets: Object.fromEntries(
        found.map(({ binding, sources }) => [labelOf(binding), sources.join(', ')]),
      ),
    };
    const missing = found.filter(({ sources }) => sources.length !== 1);
    if (missing.length > 0) {
      const details = missing.map(({ binding }) => absenceOf(definition, binding));
      return fail('A declared variable is not injected.', expected, actual, {
        ...resource,
        details,
      });
    }

    // A wrong secret is a fact, whether or not the other secrets were seen.
    const looked = found.map(({ binding, sources: [source = ''] }) => ({
      binding,
      reference: parseSecretReference(source),
      secret: deployed.look(binding.secret),
    }));
    const details = looked.flatMap(({ binding, reference, secret }) => {
      if (reference === null) return [`${labelOf(binding)} does not come from a secret.`];
      if (secret.state === 'unseen') return [];
      const problem = problemOf(reference, secret.state === 'present' ? secret.value : null);
      return problem === null ? [] : [`${labelOf(binding)} ${problem}.`];
    });
    if (details.length > 0) {
      return fail(
        'A variable does not come from the current version of its secret.',
        expected,
        actual,
        {
          ...resource,
          details,
        },
      );
    }
    const seen = bindings.map((binding) => deployed.get(binding.secret));
    if (seen.some((secret) => secret === null || isStaged(secret) === null)) {
      return unknown('AWS does not say which versions of a secret are staged.');
    }
    return pass(expected, actual, resource);
  },
});

function injectedServices(spec: Spec): readonly InjectedSubject[] {
  return declaredServices(spec).map((subject) => {
    const bindings = Object.entries(subject.declared.task.containers).flatMap(
      ([container, declared]) =>
        Object.entries(declared.secrets ?? {}).map(([variable, secret]) => ({
          container,
          variable,
          secret,
        })),
    );
    return bindings.length === 0
      ? { ...subject, bindings, notApplicable: 'The spec declares no secret of the service.' }
      : { ...subject, bindings };
  });
}

function labelOf({ container, variable }: Binding): string {
  return `${container}/${variable}`;
}

function sourcesOf({ containers }: EcsTaskDefinition, { container, variable }: Binding) {
  return containers
    .filter(({ name }) => name === container)
    .flatMap(({ secrets: injected }) => injected.filter(({ name }) => name === variable))
    .map(({ valueFrom }) => valueFrom);
}

function absenceOf({ containers }: EcsTaskDefinition, binding: Binding): string {
  const label = labelOf(binding);
  const container = containers.find(({ name }) => name === binding.container);
  if (container === undefined) return `There is no container for ${label}.`;
  if (container.environment.some(({ name }) => name === binding.variable)) {
    return `${label} is a plain variable.`;
  }
  return container.secrets.some(({ name }) => name === binding.variable)
    ? `${label} is injected more than once.`
    : `${label} is not there.`;
}

/** What is wrong with a source, as the end of a sentence; null when nothing is known to be. */
function problemOf(reference: SecretReference, secret: Secret | null): string | null {
  if (secret === null) return 'has a declared secret that does not exist';
  if (!isReferenceTo(reference, secret.arn)) return 'comes from another secret';
  if (secret.deletedDate !== null) return 'comes from a secret that is being deleted';
  if (reference.stage !== null && reference.stage !== CURRENT) {
    return `comes from the version that is staged as ${reference.stage}`;
  }
  if (isStaged(secret) === false) return 'comes from a secret without a current version';
  const { version } = reference;
  if (version === null || secret.versions === null) return null;
  const stages = Object.hasOwn(secret.versions, version) ? secret.versions[version] : undefined;
  return stages?.includes(CURRENT) === true ? null : 'is pinned to a version that is not current';
}
