import type {
  DescribeRegionSettingsCommandInput,
  DescribeRegionSettingsCommandOutput,
  GetBackupPlanCommandInput,
  GetBackupPlanCommandOutput,
  GetBackupSelectionCommandInput,
  GetBackupSelectionCommandOutput,
  GetBackupVaultAccessPolicyCommandInput,
  GetBackupVaultAccessPolicyCommandOutput,
  ListBackupJobsCommandInput,
  ListBackupJobsCommandOutput,
  ListBackupPlansCommandInput,
  ListBackupPlansCommandOutput,
  ListBackupSelectionsCommandInput,
  ListBackupSelectionsCommandOutput,
  ListBackupVaultsCommandInput,
  ListBackupVaultsCommandOutput,
  ListCopyJobsCommandInput,
  ListCopyJobsCommandOutput,
  ListRecoveryPointsByBackupVaultCommandInput,
  ListRecoveryPointsByBackupVaultCommandOutput,
  ListRestoreJobsCommandInput,
  ListRestoreJobsCommandOutput,
} from '@aws-sdk/client-backup';
import type { Operation, Pages } from '../../../core/aws.ts';

const NOT_FOUND = ['ResourceNotFoundException'];

function pagesOf<Output extends { NextToken?: string | undefined }>(
  items: keyof Output & string,
): Pages<Output> {
  return {
    inputToken: 'NextToken',
    outputToken: 'NextToken',
    items,
    size: { parameter: 'MaxResults', maximum: 1000 },
  };
}

export const listBackupPlans: Operation<ListBackupPlansCommandInput, ListBackupPlansCommandOutput> =
  {
    service: 'backup',
    name: 'ListBackupPlans',
    action: 'backup:ListBackupPlans',
    bucket: 'backup',
    required: ['BackupPlansList'],
    absentCodes: [],
    pages: pagesOf('BackupPlansList'),
  };

export const getBackupPlan: Operation<GetBackupPlanCommandInput, GetBackupPlanCommandOutput> = {
  service: 'backup',
  name: 'GetBackupPlan',
  action: 'backup:GetBackupPlan',
  bucket: 'backup',
  required: ['BackupPlan'],
  absentCodes: NOT_FOUND,
  pages: null,
};

export const listBackupSelections: Operation<
  ListBackupSelectionsCommandInput,
  ListBackupSelectionsCommandOutput
> = {
  service: 'backup',
  name: 'ListBackupSelections',
  action: 'backup:ListBackupSelections',
  bucket: 'backup',
  required: ['BackupSelectionsList'],
  absentCodes: NOT_FOUND,
  pages: pagesOf('BackupSelectionsList'),
};

export const getBackupSelection: Operation<
  GetBackupSelectionCommandInput,
  GetBackupSelectionCommandOutput
> = {
  service: 'backup',
  name: 'GetBackupSelection',
  action: 'backup:GetBackupSelection',
  bucket: 'backup',
  required: ['BackupSelection'],
  absentCodes: NOT_FOUND,
  pages: null,
};

export const describeRegionSettings: Operation<
  DescribeRegionSettingsCommandInput,
  DescribeRegionSettingsCommandOutput
> = {
  service: 'backup',
  name: 'DescribeRegionSettings',
  action: 'backup:DescribeRegionSettings',
  bucket: 'backup',
  required: ['ResourceTypeOptInPreference'],
  absentCodes: [],
  pages: null,
};

export const listBackupVaults: Operation<
  ListBackupVaultsCommandInput,
  ListBackupVaultsCommandOutput
> = {
  service: 'backup',
  name: 'ListBackupVaults',
  action: 'backup:ListBackupVaults',
  bucket: 'backup',
  required: ['BackupVaultList'],
  absentCodes: [],
  pages: pagesOf('BackupVaultList'),
};

/** A vault without a policy is answered with an error. */
export const getBackupVaultAccessPolicy: Operation<
  GetBackupVaultAccessPolicyCommandInput,
  GetBackupVaultAccessPolicyCommandOutput
> = {
  service: 'backup',
  name: 'GetBackupVaultAccessPolicy',
  action: 'backup:GetBackupVaultAccessPolicy',
  bucket: 'backup',
  required: ['Policy'],
  absentCodes: NOT_FOUND,
  pages: null,
};

export const listRecoveryPointsByBackupVault: Operation<
  ListRecoveryPointsByBackupVaultCommandInput,
  ListRecoveryPointsByBackupVaultCommandOutput
> = {
  service: 'backup',
  name: 'ListRecoveryPointsByBackupVault',
  action: 'backup:ListRecoveryPointsByBackupVault',
  bucket: 'backup',
  required: ['RecoveryPoints'],
  absentCodes: NOT_FOUND,
  pages: pagesOf('RecoveryPoints'),
};

export const listBackupJobs: Operation<ListBackupJobsCommandInput, ListBackupJobsCommandOutput> = {
  service: 'backup',
  name: 'ListBackupJobs',
  action: 'backup:ListBackupJobs',
  bucket: 'backup',
  required: ['BackupJobs'],
  absentCodes: [],
  pages: pagesOf('BackupJobs'),
};

export const listCopyJobs: Operation<ListCopyJobsCommandInput, ListCopyJobsCommandOutput> = {
  service: 'backup',
  name: 'ListCopyJobs',
  action: 'backup:ListCopyJobs',
  bucket: 'backup',
  required: ['CopyJobs'],
  absentCodes: [],
  pages: pagesOf('CopyJobs'),
};

export const listRestoreJobs: Operation<ListRestoreJobsCommandInput, ListRestoreJobsCommandOutput> =
  {
    service: 'backup',
    name: 'ListRestoreJobs',
    action: 'backup:ListRestoreJobs',
    bucket: 'backup',
    required: ['RestoreJobs'],
    absentCodes: [],
    pages: pagesOf('RestoreJobs'),
  };
