import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './quotas.ts';

const subject = { name: 'RDS instances', path: ['account'], peak: 10 };
const having = (value: number, isDefault = false) => ({
  quotas: { 'RDS instances': { value, isDefault } },
});

testCheck(check, subject, {
  pass: [
    { name: 'a fifth more', artifacts: having(12) },
    { name: 'the default of AWS', artifacts: having(40, true) },
  ],
  fail: [
    {
      name: 'less than a fifth more',
      artifacts: having(11),
      message: 'The quota has too little room for the planned peak.',
    },
    {
      name: 'less than the peak',
      artifacts: having(5, true),
      message: 'The quota has too little room for the planned peak.',
    },
  ],
  unknown: [
    {
      name: 'a quota that the region has not',
      artifacts: { quotas: { 'RDS instances': null } },
      message: 'Service Quotas knows no such quota in the region.',
    },
  ],
  error: [
    {
      name: 'denied',
      artifacts: { quotas: { 'RDS instances': denied('servicequotas:GetServiceQuota') } },
      message: 'AWS denied servicequotas:GetServiceQuota.',
    },
  ],
});
