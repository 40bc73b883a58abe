import { listed, ListedResource, wholeList } from '../whole-list.ts';
import { describeRepositories } from './operations.ts';

export const allRepositories = wholeList({
  id: 'aws/ecr/all-repositories',
  title: 'All ECR repositories of the account in the region',
  operation: describeRepositories,
  input: {},
  item: ListedResource,
  list: ({ repositories }) => repositories,
  toItem: ({ repositoryName, repositoryArn }) => listed(repositoryName, repositoryArn),
});
