import type { JsonDeviation } from '../deviation.ts';
import { isJsonRecord, recordsOf } from '../json.ts';
import { withMembers } from './members.ts';

export const ECR_DEVIATIONS: readonly JsonDeviation[] = [
  {
    /** Other members of the images of a repository: `{ repository, members }`. */
    name: 'ecr/image',
    form: 'json',
    service: 'ecr',
    operations: ['DescribeImages'],
    edit: (body, { repository, members }, { repositoryName }) =>
      repositoryName === repository
        ? {
            ...body,
            imageDetails: recordsOf(body, 'imageDetails').map((image) =>
              withMembers(image, members),
            ),
          }
        : body,
  },
  {
    /** How many flaws of each severity a scan found: `{ repository, counts }`. */
    name: 'ecr/scan-counts',
    form: 'json',
    service: 'ecr',
    operations: ['DescribeImageScanFindings'],
    edit(body, { repository, counts }, { repositoryName }) {
      const findings = body['imageScanFindings'];
      return repositoryName === repository && isJsonRecord(findings)
        ? { ...body, imageScanFindings: { ...findings, findingSeverityCounts: counts } }
        : body;
    },
  },
];
