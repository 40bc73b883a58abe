import type { PlaintextSecret } from '../../collectors/aws/ecs/plaintext.ts';
import { ecsTaskDefinitions } from '../../collectors/aws/ecs/task-definitions.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import type { ServiceSpec } from '../../core/spec/sections/clusters.ts';
import { declaredServices, FILES_NOT_READ, NO_SERVICES } from './subjects.ts';

/** Of the revision in use only: older ones keep what they had, and do not run (E6). */
export default defineCheck({
  id: 'ecs/no-plaintext-secrets',
  title: 'No container of the ECS service holds a secret in plain text',
  risk: 'Whoever may describe a task definition, or reads its logs, has the secret, and it is never rotated.',
  remediation:
    'Move the value to Secrets Manager, inject it with secrets, rotate it, and delete the revisions that held it.',
  fix: {
    cli: 'aws ecs register-task-definition --cli-input-json file://<task-definition>.json',
    cdk: 'taskDefinition.addContainer("<name>", { secrets: { <VARIABLE>: ecs.Secret.fromSecretsManager(secret) } })',
  },
  severity: 'critical',
  resourceType: 'AWS::ECS::TaskDefinition',
  references: [
    'https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html#ecs-8',
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/specifying-sensitive-data.html',
  ],
  controls: ['Security Hub 2026-08 ECS.8'],
  proves: ['security/secrets'],
  needs: { definitions: ecsTaskDefinitions },
  none: NO_SERVICES,
  subjects: declaredServices,

  evaluate({ name, declared }, { definitions }) {
    const expected = { plaintextSecrets: 0 };
    const definition = definitions.get(name);
    if (definition === null) return fail('The service runs no task definition.', expected, {});

    const { containers } = definition;
    const found = containers.flatMap((container) =>
      container.plaintextSecrets.map((secret) => ({
        ...secret,
        container: container.name,
        reviewed: isReviewed(declared, container.name, secret),
      })),
    );
    const open = found.filter(({ reviewed }) => !reviewed);
    const actual = {
      containers: containers.length,
      variables: containers.reduce((sum, { environment }) => sum + environment.length, 0),
      plaintextSecrets: open.length,
    };
    const resource = { resource: definition.arn };
    if (open.length > 0) {
      const details = open.map(sentenceOf);
      return fail('Secrets stand in plain text.', expected, actual, { ...resource, details });
    }
    if (containers.some(({ environmentFiles }) => environmentFiles.length > 0)) {
      return unknown(FILES_NOT_READ);
    }
    const details = found.map((secret) => `${sentenceOf(secret)} It was reviewed.`);
    return pass(expected, actual, { ...resource, details });
  },
});

/** The spec may say of a variable that its value was looked at and is none. */
function isReviewed(
  { task }: ServiceSpec,
  container: string,
  { place, name }: PlaintextSecret,
): boolean {
  if (place !== 'environment' || name === null) return false;
  return task.containers[container]?.plainByReview?.includes(name) ?? false;
}

function sentenceOf({ container, place, name, kind }: PlaintextSecret & { container: string }) {
  const where = name === null ? PLACES[place] : `${PLACES[place]} ${name}`;
  return `Container ${container} has what looks like a secret (${kind}) in ${where}.`;
}

const PLACES: Record<PlaintextSecret['place'], string> = {
  environment: 'the variable',
  command: 'its command',
  entryPoint: 'its entry point',
  healthCheck: 'the command of its health check',
  dockerLabels: 'the label',
  logOptions: 'the log option',
  firelensOptions: 'the FireLens option',
};
