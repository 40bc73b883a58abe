import { z } from 'zod';
import { defineCollector } from '../../../core/collector.ts';
import { absent, observe } from '../../../core/observation.ts';
import type { Spec } from '../../../core/spec/spec.ts';
import { observeEach } from '../each.ts';
import { declaredImages, imageId } from './image-names.ts';
import { describeImageScanFindings } from './operations.ts';

/** What a scan found in an image. Null is what AWS left out. */
export const ScanFindings = z.strictObject({
  /** `COMPLETE` or `ACTIVE` for one that ended; `IN_PROGRESS`, `FAILED`, `UNSUPPORTED_IMAGE` and others. */
  status: z.string().nullable(),
  /** By severity: `CRITICAL`, `HIGH`, …; a severity that nothing has is left out. */
  counts: z.record(z.string(), z.int()).nullable(),
});
export type ScanFindings = z.infer<typeof ScanFindings>;

/** Every declared image of a declared repository, by `repository:tag` or `repository@digest`. Absent: it was never scanned. */
export const scanFindings = defineCollector<ScanFindings>({
  id: 'aws/ecr/scan-findings',
  title: 'What scans found in the declared images',
  operations: [describeImageScanFindings],
  item: ScanFindings,
  keys: scannedImages,
  collect: ({ spec, aws }) => {
    const images = declaredImages(spec);
    return observeEach(scannedImages(spec), async (key) => {
      const image = images.get(key);
      if (image === undefined) return absent([]);
      const { repository: repositoryName } = image;
      const answer = await aws.read(describeImageScanFindings, {
        repositoryName,
        imageId: imageId(image),
      });
      return observe(answer, ({ imageScanStatus, imageScanFindings }) => ({
        status: imageScanStatus?.status ?? null,
        counts:
          (imageScanFindings?.findingSeverityCounts as Record<string, number> | undefined) ?? null,
      }));
    });
  },
});

function scannedImages(spec: Spec): readonly string[] {
  return [...declaredImages(spec)].flatMap(([key, { repository }]) =>
    spec.repositories?.[repository] === undefined ? [] : [key],
  );
}
