import { ECRClient, DescribeRepositoriesCommand } from '@aws-sdk/client-ecr';
import { mockClient } from 'aws-sdk-client-mock';
import { testWholeList } from '../testing/test-whole-list.ts';
import { allRepositories } from './all-repositories.ts';

const ecr = mockClient(ECRClient);

testWholeList(allRepositories, {
  mock: ecr,
  on: () => ecr.on(DescribeRepositoriesCommand),
  pages: [
    { repositories: [{ repositoryName: 'a', repositoryArn: 'arn:a' }], nextToken: 'more' },
    { repositories: [{ repositoryName: 'b', repositoryArn: 'arn:b' }] },
  ],
  items: [
    { name: 'a', arn: 'arn:a' },
    { name: 'b', arn: 'arn:b' },
  ],
  unidentified: { repositories: [{ repositoryName: 'a' }] },
});
