import { allocationTags } from '../../collectors/aws/cost-explorer/allocation-tags.ts';
import { taggedArns } from '../../collectors/aws/resource-groups-tagging-api/arns.ts';
import { resourceTags } from '../../collectors/aws/resource-groups-tagging-api/resource-tags.ts';
import { defineCheck, type Subject } from '../../core/check.ts';
import { fail, pass } from '../../core/judgement.ts';
import type { Spec } from '../../core/spec/spec.ts';

interface TagsSubject extends Subject {
  readonly tags: Readonly<Record<string, string>>;
  /** The ARNs of the kind; null for the tags by which costs are told apart. */
  readonly arns: readonly string[] | null;
}

/**
 * Of kinds whose ARN follows from the declared name. Load balancers, secrets, keys and what stands in the VPC have ids of
 * chance, and are not judged here.
 */
export default defineCheck({
  id: 'cost/tags',
  title: 'Every declared resource of the kind carries the declared tags',
  risk: 'Costs cannot be told apart by owner, and backups and policies that select by tag leave the resource out.',
  remediation: 'Tag the resources, and activate the keys as cost allocation tags.',
  fix: {
    cli: 'aws resourcegroupstaggingapi tag-resources --resource-arn-list <arn> --tags <key>=<value>',
    cdk: 'Tags.of(app).add("<key>", "<value>")',
  },
  severity: 'medium',
  resourceType: 'AWS::ResourceGroups::Group',
  references: [
    'https://docs.aws.amazon.com/resourcegroupstagging/latest/APIReference/API_GetResources.html',
    'https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/cost-alloc-tags.html',
  ],
  controls: [],
  proves: ['cost/tags'],
  needs: { tagged: resourceTags, allocation: allocationTags },
  none: 'The spec declares no tag.',
  subjects: subjectsOf,

  evaluate({ tags, arns }, { tagged, allocation }) {
    const expected = { tags };
    if (arns === null) {
      const inactive = Object.keys(tags).filter((key) => allocation.get(key)?.status !== 'Active');
      const actual = { inactive };
      return inactive.length === 0
        ? pass(expected, actual)
        : fail('Costs cannot be told apart by every declared tag.', expected, actual, {
            details: inactive.map((key) => `${key} is no active cost allocation tag.`),
          });
    }
    const details = arns.flatMap((arn) => {
      const actual = tagged.get(arn) ?? {};
      const missing = Object.entries(tags).filter(([key, value]) => actual[key] !== value);
      return missing.length === 0
        ? []
        : [`${arn} lacks ${missing.map(([key]) => key).join(', ')}.`];
    });
    const actual = { resources: arns.length, wrong: details.length };
    return details.length === 0
      ? pass(expected, actual)
      : fail('A resource does not carry the declared tags.', expected, actual, { details });
  },
});

function subjectsOf(spec: Spec): readonly TagsSubject[] {
  const { tags } = spec;
  if (tags === undefined || Object.keys(tags).length === 0) return [];
  const kinds = Object.entries(taggedArns(spec)).filter(([, arns]) => arns.length > 0);
  return [
    ...kinds.map(([name, arns]) => ({ name, path: ['tags'], tags, arns })),
    { name: 'cost allocation', path: ['tags'], tags, arns: null },
  ];
}
