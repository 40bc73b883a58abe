// Loaded into a measured process (`node --import`): at its end it writes down what it has used. Wall time is measured
// from outside, since what happens before this is loaded counts as well.
import { writeFileSync } from 'node:fs';

const file = process.env['BENCH_PROBE'];
process.on('exit', () => {
  if (file === undefined) return;
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  const cpuMs = (userCPUTime + systemCPUTime) / 1000;
  writeFileSync(file, JSON.stringify({ maxRssMiB: maxRSS / 1024, cpuMs }));
});
