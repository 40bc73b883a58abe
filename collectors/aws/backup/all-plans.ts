import { listed, ListedResource, wholeList } from '../whole-list.ts';
import { listBackupPlans } from './operations.ts';

export const allPlans = wholeList({
  id: 'aws/backup/all-plans',
  title: 'All AWS Backup plans of the account in the region',
  operation: listBackupPlans,
  input: {},
  item: ListedResource,
  list: ({ BackupPlansList }) => BackupPlansList,
  toItem: ({ BackupPlanName, BackupPlanArn }) => listed(BackupPlanName, BackupPlanArn),
});
