import { z } from 'zod';
import { type JsonRecord, isJsonRecord } from '../json.ts';
import type { StateStore } from '../state-store.ts';
import { Fleet } from './ecs-fleet.ts';

/** Seconds since the epoch, as ECS writes times. */
const epochSeconds = z.number();

const deployment = z.object({
  id: z.string(),
  taskDefinition: z.string(),
  createdAt: epochSeconds,
});

const serviceMemory = z.object({
  createdAt: epochSeconds,
  /** Members of the requests that the emulator drops, as last asked for. */
  settings: z.record(z.string(), z.unknown()),
  /** Newest first; the first is the one that is in force. */
  deployments: z.array(deployment).min(1),
  /** The tasks of the deployment that is in force. */
  fleet: Fleet,
});

/** One deployment of a service: always a finished one, as rollouts take no time here. */
export type RememberedDeployment = z.infer<typeof deployment>;

/** What the overlay knows of a service beside what the emulator keeps. */
export type ServiceMemory = z.infer<typeof serviceMemory>;

/** Members of CreateService and UpdateService that the emulator drops or gives back changed. */
const REMEMBERED = [
  'availabilityZoneRebalancing',
  'capacityProviderStrategy',
  'deploymentConfiguration',
  'enableECSManagedTags',
  'enableExecuteCommand',
  'healthCheckGracePeriodSeconds',
  'loadBalancers',
  'networkConfiguration',
  'placementConstraints',
  'placementStrategy',
  'platformVersion',
  'propagateTags',
  'serviceRegistries',
] as const;

/** Members whose change makes ECS roll out a new deployment. */
const ROLLED_OUT = [
  'capacityProviderStrategy',
  'enableECSManagedTags',
  'enableExecuteCommand',
  'loadBalancers',
  'networkConfiguration',
  'platformVersion',
  'propagateTags',
  'serviceConnectConfiguration',
  'serviceRegistries',
  'taskDefinition',
  'volumeConfigurations',
] as const;

export function readServiceMemory(state: StateStore, serviceArn: string): ServiceMemory | null {
  const value = state.get(memoryKey(serviceArn));
  return value === undefined ? null : serviceMemory.parse(value);
}

export function writeServiceMemory(
  state: StateStore,
  serviceArn: string,
  memory: ServiceMemory,
): void {
  state.put(memoryKey(serviceArn), memory);
}

/** The members of a request that the emulator would lose. */
export function settingsIn(parameters: JsonRecord): JsonRecord {
  return Object.fromEntries(
    REMEMBERED.filter((member) => parameters[member] !== undefined).map((member) => [
      member,
      parameters[member],
    ]),
  );
}

/** Nested members that UpdateService leaves out of a setting keep their values. */
export function mergeSettings(old: JsonRecord, changed: JsonRecord): JsonRecord {
  const merged = { ...old, ...changed };
  const before = old['deploymentConfiguration'];
  const now = changed['deploymentConfiguration'];
  if (isJsonRecord(before) && isJsonRecord(now)) {
    merged['deploymentConfiguration'] = { ...before, ...now };
  }
  return merged;
}

export function startsDeployment(parameters: JsonRecord): boolean {
  return (
    parameters['forceNewDeployment'] === true ||
    ROLLED_OUT.some((member) => parameters[member] !== undefined)
  );
}

function memoryKey(serviceArn: string): string {
  return `ecs/service/${serviceArn}`;
}
