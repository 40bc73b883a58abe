// The sizes of a task as ECS writes them. https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html#task_size

const PER_UNIT = 1024;

/** CPU units of `512`, `.5 vCPU` or `1 vCPU`; null for anything else. */
export function cpuUnitsOf(cpu: string): number | null {
  return inUnits(cpu, /^(\d*\.?\d+)\s*vcpu$/i);
}

/** MiB of `1024`, `.5 GB` or `2 GB`; null for anything else. */
export function memoryMiBOf(memory: string): number | null {
  return inUnits(memory, /^(\d*\.?\d+)\s*gb$/i);
}

/** A whole number as it is, and what the pattern finds times 1,024. */
function inUnits(text: string, larger: RegExp): number | null {
  const trimmed = text.trim();
  if (/^\d+$/.test(trimmed)) return Number(trimmed);
  const amount = larger.exec(trimmed)?.[1];
  return amount === undefined ? null : Number(amount) * PER_UNIT;
}
