import { controllerOf } from '../../collectors/aws/ecs/revision-in-use.ts';
import { ecsServices, type EcsService } from '../../collectors/aws/ecs/services.ts';
import { keptLoadTest, LOAD_TEST } from '../../collectors/load/kept-test.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import type { LoadTest } from '../../load/kept/load-test.ts';
import { declaredLoads, NOTHING_SENT, type SentSubject } from './subjects.ts';

export default defineCheck({
  id: 'load/current-deployment',
  title: 'The load was sent to what is deployed now',
  risk: 'A release that came after the load test is taken for the one that carried the load.',
  remediation: 'Send the load again after the last release.',
  fix: {
    cli: 'aws ecs describe-services --cluster <cluster> --services <service> --query "services[].deployments[].[status,createdAt,taskDefinition]"',
    cdk: 'new ecs.FargateService(this, "<id>", { taskDefinition: <task definition that was tested> })',
  },
  severity: 'high',
  resourceType: 'AWS::ECS::Service',
  references: ['https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Deployment.html'],
  controls: [],
  proves: ['sizing/load'],
  needs: { test: keptLoadTest, services: ecsServices },
  none: NOTHING_SENT,
  subjects: declaredLoads,

  evaluate({ service: name, sends }, { test, services }) {
    const found = test.get(LOAD_TEST);
    const service = services.get(name);
    if (found === null) return unknown('There is no load test.');
    if (service === null) return fail('The service does not exist.', {}, {});
    const began = beganOf(found, sends);
    if (began === null) return unknown(`The load test has sent no ${sends}.`);
    const releasedAt = releaseOf(service);
    if (releasedAt === null) return unknown('ECS does not say when the service was released last.');
    const actual = { releasedAt, loadBeganAt: began };
    const resource = { resource: service.arn };
    return Date.parse(releasedAt) <= Date.parse(began)
      ? pass({ releasedBefore: began }, actual, resource)
      : fail(
          `The service was released at ${releasedAt}, after the load test had begun at ${began}.`,
          { releasedBefore: began },
          actual,
          resource,
        );
  },
});

/** When the first of them was sent; null when none was. */
function beganOf({ scenarios, messages }: LoadTest, sends: SentSubject['sends']): string | null {
  switch (sends) {
    case 'requests':
      return scenarios.map(({ startedAt }) => startedAt).sort()[0] ?? null;
    case 'messages':
      return messages?.startedAt ?? null;
  }
}

/** When what serves now began to be rolled out; null when ECS does not say. */
function releaseOf(service: EcsService): string | null {
  const serving =
    controllerOf(service) === 'ECS' ? (service.deployments ?? []) : (service.taskSets ?? []);
  const times = serving.map(({ createdAt }) => createdAt);
  const known = times.filter((time) => time !== null).sort();
  // The newest of all: a rollout that is under way serves as well.
  return known.length < times.length ? null : (known.at(-1) ?? null);
}
