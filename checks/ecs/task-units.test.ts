import { expect, test } from '@jest/globals';
import { cpuUnitsOf, memoryMiBOf } from './task-units.ts';

test.each([
  ['256', 256],
  ['1024', 1024],
  ['1 vCPU', 1024],
  ['.5 vCPU', 512],
  ['0.25vcpu', 256],
  [' 2 vCPU ', 2048],
  ['', null],
  ['1 GB', null],
  ['-1', null],
  ['1e3', null],
])('cpu %p', (text, units) => {
  expect(cpuUnitsOf(text)).toBe(units);
});

test.each([
  ['512', 512],
  ['1 GB', 1024],
  ['2GB', 2048],
  ['.5 GB', 512],
  ['1024 MiB', null],
  ['', null],
])('memory %p', (text, mebibytes) => {
  expect(memoryMiBOf(text)).toBe(mebibytes);
});
