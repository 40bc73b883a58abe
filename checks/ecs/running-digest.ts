import { imageKey, registryImage } from '../../collectors/aws/ecr/image-names.ts';
import { ecrImages } from '../../collectors/aws/ecr/images.ts';
import { ecsTasks } from '../../collectors/aws/ecs/tasks.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import type { Spec } from '../../core/spec/spec.ts';
import { declaredServices, NO_SERVICES, type ServiceSubject } from './subjects.ts';

interface RegisteredService extends ServiceSubject {
  /** Containers whose images stand in the registry of the account. */
  readonly registered: readonly { readonly container: string; readonly image: string }[];
}

export default defineCheck({
  id: 'ecs/running-digest',
  title: 'All running tasks run the image that the declared tag names in the registry',
  risk: 'Some tasks run another release under the same name, and nobody can tell which.',
  remediation:
    'Force a new deployment of the service, and make the tags of the repository immutable.',
  fix: {
    cli: 'aws ecs update-service --cluster <cluster> --service <service> --force-new-deployment',
    cdk: 'ecs.ContainerImage.fromEcrRepository(repository, "<tag>@<digest>")',
  },
  severity: 'high',
  resourceType: 'AWS::ECS::Service',
  references: [
    'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Container.html',
    'https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-tag-mutability.html',
  ],
  controls: [],
  proves: ['ecs/released-revision', 'ecs/image-integrity'],
  needs: { tasks: ecsTasks, images: ecrImages },
  none: NO_SERVICES,
  subjects: registeredServices,

  evaluate({ name, registered }, { tasks, images }) {
    const digests = registered.map(({ container, image }) => {
      return { container, image, digest: images.get(image)?.digest ?? null };
    });
    const expected = Object.fromEntries(
      digests.map(({ container, digest }) => [container, digest]),
    );
    const missing = digests.filter(({ digest }) => digest === null);
    if (missing.length > 0) {
      return fail(
        'A declared image is not in the registry.',
        expected,
        {},
        {
          details: missing.map(({ image }) => `Not in the registry: ${image}.`),
        },
      );
    }
    const all = tasks.get(name);
    if (all === null) return fail('The cluster does not exist.', expected, {});
    const running = all.filter(({ lastStatus }) => lastStatus === 'RUNNING');
    if (running.length === 0) return fail('No task is running.', expected, { running: 0 });
    const judged = running.flatMap((task) =>
      digests.map(({ container, digest }) => ({
        task: task.arn.slice(task.arn.lastIndexOf('/') + 1),
        container,
        isUntold: (task.digests[container] ?? null) === null,
        isOther: task.digests[container] !== digest,
      })),
    );
    const others = judged.filter(({ isOther, isUntold }) => isOther && !isUntold);
    const actual = { running: running.length, withOtherImage: others.length };
    if (others.length > 0) {
      return fail('A task runs another image than the tag names now.', expected, actual, {
        details: others.map(({ task, container }) => `Task ${task}, container ${container}.`),
      });
    }
    return judged.some(({ isUntold }) => isUntold)
      ? unknown('ECS does not give the digest of every image that runs.')
      : pass(expected, actual);
  },
});

function registeredServices(spec: Spec): readonly RegisteredService[] {
  return declaredServices(spec).map((subject) => {
    const registered = Object.entries(subject.declared.task.containers).flatMap(
      ([container, declared]) => {
        const image = registryImage(declared.image, spec);
        return image === null ? [] : [{ container, image: imageKey(image) }];
      },
    );
    return registered.length > 0
      ? { ...subject, registered }
      : {
          ...subject,
          registered,
          notApplicable: 'The spec declares no image of the registry of the account.',
        };
  });
}
