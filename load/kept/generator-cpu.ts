import { z } from 'zod';

const Seconds = z.number().nonnegative();

/** What the programs of one generator had taken of its CPUs at one moment, each since it began, in seconds of user and system time. */
const CpuSample = z.strictObject({
  /** Milliseconds since 1970, by the clock of the generator. */
  atMs: z.number().nonnegative(),
  /** Of Landfall itself. */
  landfall: Seconds,
  /** Of each k6 process, in one order; null where it could not be read. What a process took stays when it has ended. */
  k6: z.array(Seconds.nullable()),
});
export type CpuSample = z.infer<typeof CpuSample>;

/** What sending a scenario took of the CPUs of one generator. */
export const GeneratorCpu = z.strictObject({
  /** How many CPUs its programs may use: those of the machine, or fewer where a control group limits them. */
  cpus: z.number().positive(),
  /** When the last of its k6 processes had ended. */
  endedAtMs: z.number().nonnegative(),
  /** One a second, in the order of time. */
  samples: z.array(CpuSample),
});
export type GeneratorCpu = z.infer<typeof GeneratorCpu>;
