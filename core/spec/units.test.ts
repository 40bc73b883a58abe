import { expect, test } from '@jest/globals';
import { unitHint } from './units.ts';

test.each([
  ['memoryMiB', '2 GB', 'memoryMiB is a number: MiB. Write 2048'],
  ['memoryMiB', '512MiB', 'memoryMiB is a number: MiB. Write 512'],
  ['memoryMiB', '2048', 'memoryMiB is a number: MiB. Write 2048'],
  ['maxImageMB', '1 GB', 'maxImageMB is a number: MB. Write 1000'],
  ['maxStorageGiB', '512 MiB', 'maxStorageGiB is a number: GiB. Write 0.5'],
  ['p95Ms', '0.1s', 'p95Ms is a number: milliseconds. Write 100'],
  ['settleMinutes', '1h', 'settleMinutes is a number: minutes. Write 60'],
  ['retentionDays', '2 days', 'retentionDays is a number: days. Write 2'],
  ['intervalHours', '1d', 'intervalHours is a number: hours. Write 24'],
  ['errorRatio', '1%', 'errorRatio is a number: a share between 0 and 1. Write 0.01'],
  ['maximumPercent', '200%', 'maximumPercent is a number: percent. Write 200'],
  ['cpuUnits', '0.5 vCPU', 'cpuUnits is a number: CPU units, 1024 a vCPU. Write 512'],
  ['minAcu', '0.5 ACU', 'minAcu is a number: ACU. Write 0.5'],
  ['retentionDays', '5 GB', 'retentionDays is a number: days'],
  ['retentionDays', 'forever', 'retentionDays is a number: days'],
  ['retentionDays', '1 toString', 'retentionDays is a number: days'],
  ['retentionDays', 5, null],
  ['family', '2 GB', null],
])('%s: %j', (key, value, hint) => {
  expect(unitHint(key, value)).toBe(hint);
});
