import { z } from 'zod';
import { defineCollector } from '../../../core/collector.ts';
import { absent, present, unseen } from '../../../core/observation.ts';
import { observeEach } from '../each.ts';
import { malformed } from '../malformed.ts';
import { declaredImages, imageId } from './image-names.ts';
import { describeImages } from './operations.ts';

/** One image as it stands in the registry. Null is what AWS left out. */
export const EcrImage = z.strictObject({
  digest: z.string(),
  /** Null when ECR leaves the list out, which it does for an image without a tag. */
  tags: z.array(z.string()).nullable(),
  pushedAt: z.iso.datetime().nullable(),
  /** Compressed, as it is pulled. */
  sizeBytes: z.number().nullable(),
  /** `ACTIVE` or `ARCHIVED`; AWS leaves it out where it has no other. */
  status: z.string().nullable(),
});
export type EcrImage = z.infer<typeof EcrImage>;

/** Every declared image of the account's registry, by `repository:tag` or `repository@digest`. */
export const ecrImages = defineCollector<EcrImage>({
  id: 'aws/ecr/images',
  title: 'Declared images in ECR',
  operations: [describeImages],
  item: EcrImage,
  keys: (spec) => [...declaredImages(spec).keys()],
  collect: ({ spec, aws }) => {
    const images = declaredImages(spec);
    return observeEach([...images.keys()], async (key) => {
      const image = images.get(key);
      if (image === undefined) return absent([]);
      const answer = await aws.read(describeImages, {
        repositoryName: image.repository,
        imageIds: [imageId(image)],
      });
      if (answer.state === 'failed') return unseen(answer.cause);
      if (answer.state === 'absent') return absent(answer.calls);
      const [found] = answer.value.imageDetails ?? [];
      if (found?.imageDigest === undefined) {
        return malformed(describeImages, answer.calls, 'It has no digest of the image.');
      }
      const item = {
        digest: found.imageDigest,
        tags: found.imageTags ?? null,
        pushedAt: found.imagePushedAt?.toISOString() ?? null,
        sizeBytes: found.imageSizeInBytes ?? null,
        status: found.imageStatus ?? null,
      };
      return present(item, answer.calls);
    });
  },
});
