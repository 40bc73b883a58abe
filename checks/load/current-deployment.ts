import { controllerOf } from '../../collectors/aws/ecs/revision-in-use.ts';
import { ecsServices, type EcsService } from '../../collectors/aws/ecs/services.ts';
import { keptLoadTest, LOAD_TEST } from '../../collectors/load/kept-test.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown, unsettled } from '../../core/judgement.ts';
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
    const sentAt = beganOf(found, sends);
    if (sentAt === null) return unknown(`The load test has sent no ${sends}.`);
    const serving = generationsIn(service);
    const releasedAt = releaseOf(serving);
    if (releasedAt === null) return unknown('ECS does not say when the service was released last.');
    const offsetMs = found.deployment?.clockOffsetMs ?? null;
    if (offsetMs === null) {
      return unknown(
        "How far AWS's clock is from that of the generator is not kept, so that it is not known which came first, the release or the load.",
      );
    }
    // It is told to about a second, and the first request follows the beginning by more than that.
    const beganMs = Date.parse(sentAt) + offsetMs;
    const began = new Date(beganMs).toISOString();
    const expected = { releasedBefore: began, deployments: 1 };
    const actual = { releasedAt, loadBeganAt: began, deployments: serving.length };
    const resource = { resource: service.arn };
    if (Date.parse(releasedAt) > beganMs) {
      return fail(
        `The service was released at ${releasedAt}, after the load test had begun at ${began} by AWS's clock.`,
        expected,
        actual,
        resource,
      );
    }
    if (serving.some(({ state }) => state === null)) {
      return unknown('ECS does not say whether the last rollout of the service is over.');
    }
    if (serving.some(({ state }) => state === 'FAILED')) {
      return unknown(
        'A rollout of the service has failed, so that it is not known which of its releases answered.',
      );
    }
    return serving.length > 1 || serving.some(({ state }) => UNDER_WAY.has(state ?? ''))
      ? unsettled('A rollout of the service is under way.', expected, actual, resource)
      : pass(expected, actual, resource);
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

/** One of the releases that serve now, with how far its rollout is as ECS says it; null is what ECS leaves out. */
interface Generation {
  readonly createdAt: string | null;
  readonly state: string | null;
}

/** Of a deployment and of a task set. */
const UNDER_WAY: ReadonlySet<string> = new Set(['IN_PROGRESS', 'STABILIZING']);

function generationsIn(service: EcsService): readonly Generation[] {
  return controllerOf(service) === 'ECS'
    ? (service.deployments ?? []).map(({ createdAt, rolloutState }) => ({
        createdAt,
        state: rolloutState,
      }))
    : (service.taskSets ?? []).map(({ createdAt, stabilityStatus }) => ({
        createdAt,
        state: stabilityStatus,
      }));
}

/** When what serves now began to be rolled out; null when ECS does not say. */
function releaseOf(serving: readonly Generation[]): string | null {
  const times = serving.map(({ createdAt }) => createdAt);
  const known = times.filter((time) => time !== null).sort();
  // The newest of all: a rollout that is under way serves as well.
  return known.length < times.length ? null : (known.at(-1) ?? null);
}
