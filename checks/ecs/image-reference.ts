import { registryImage } from '../../collectors/aws/ecr/image-names.ts';
import { ecsTaskDefinitions } from '../../collectors/aws/ecs/task-definitions.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import { isMoving, isSameImage, parseImage } from './image-name.ts';
import { declaredServices, NO_SERVICES } from './subjects.ts';

export default defineCheck({
  id: 'ecs/image-reference',
  title: 'The containers of the ECS service are the declared ones, each from its released image',
  risk: 'Another build than the released one runs, or the next task that starts runs another one than the last.',
  remediation:
    'Register a revision whose images are those of the release, by digest or a tag that never moves.',
  fix: {
    cli: 'aws ecs register-task-definition --cli-input-json file://<task-definition>.json',
    cdk: 'taskDefinition.addContainer("<name>", { image: ecs.ContainerImage.fromEcrRepository(repository, "sha256:<digest>") })',
  },
  severity: 'high',
  resourceType: 'AWS::ECS::TaskDefinition',
  references: [
    'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html',
    'https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-tag-mutability.html',
  ],
  controls: [],
  proves: ['ecs/image-integrity', 'ecs/released-revision'],
  needs: { definitions: ecsTaskDefinitions },
  none: NO_SERVICES,
  subjects: (spec) =>
    declaredServices(spec).map((subject) => ({
      ...subject,
      elsewhere: Object.entries(subject.declared.task.containers).flatMap(
        ([container, { image }]) => (registryImage(image, spec) === null ? [container] : []),
      ),
    })),

  evaluate({ name, declared, elsewhere }, { definitions }) {
    const wanted = Object.entries(declared.task.containers);
    const expected = {
      images: Object.fromEntries(wanted.map(([container, { image }]) => [container, image])),
    };
    const definition = definitions.get(name);
    if (definition === null) return fail('The service runs no task definition.', expected, {});

    const { containers } = definition;
    const actual = {
      images: Object.fromEntries(containers.map((container) => [container.name, container.image])),
    };
    const resource = { resource: definition.arn };
    const declaredNames = new Set(wanted.map(([container]) => container));
    const deployedNames = new Set(containers.map((container) => container.name));
    const strangers = [
      ...wanted
        .filter(([container]) => !deployedNames.has(container))
        .map(([container]) => `Container ${container} is not there.`),
      ...containers
        .filter((container) => !declaredNames.has(container.name))
        .map((container) => `Container ${container.name} is not declared.`),
    ];
    if (strangers.length > 0) {
      return fail('The containers are not the declared ones.', expected, actual, {
        ...resource,
        details: strangers,
      });
    }
    const images = containers.flatMap(({ name: container, image }) =>
      image === null ? [] : [{ container, image: parseImage(image) }],
    );
    const others = images.filter(({ container, image }) => {
      const released = declared.task.containers[container]?.image;
      return released === undefined || !isSameImage(image, parseImage(released));
    });
    if (others.length > 0) {
      return fail('A container has another image than the released one.', expected, actual, {
        ...resource,
        details: others.map(({ container }) => `Container ${container} has another image.`),
      });
    }
    const moving = images.filter(({ image }) => isMoving(image));
    if (moving.length > 0) {
      return fail('An image is named by what can move.', expected, actual, {
        ...resource,
        details: moving.map(({ container }) => `Container ${container} has no fixed image.`),
      });
    }
    // In the registry of the account another check compares the digest of the tag with what runs.
    const unproved = images.filter(
      ({ container, image }) =>
        image.digest !== null &&
        elsewhere.includes(container) &&
        parseImage(declared.task.containers[container]?.image ?? '').digest === null,
    );
    if (unproved.length > 0) {
      return unknown(
        'Whether a digest in another registry is that of the declared tag is not seen.',
      );
    }
    if (images.length < containers.length) {
      return unknown('ECS does not give the image of every container.');
    }
    return pass(expected, actual, resource);
  },
});
