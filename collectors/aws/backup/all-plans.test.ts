import { BackupClient, ListBackupPlansCommand } from '@aws-sdk/client-backup';
import { mockClient } from 'aws-sdk-client-mock';
import { testWholeList } from '../testing/test-whole-list.ts';
import { allPlans } from './all-plans.ts';

const backup = mockClient(BackupClient);

testWholeList(allPlans, {
  mock: backup,
  on: () => backup.on(ListBackupPlansCommand),
  pages: [
    { BackupPlansList: [{ BackupPlanName: 'a', BackupPlanArn: 'arn:a' }], NextToken: 'more' },
    { BackupPlansList: [] },
  ],
  items: [{ name: 'a', arn: 'arn:a' }],
  unidentified: { BackupPlansList: [{ BackupPlanArn: 'arn:a' }] },
});
