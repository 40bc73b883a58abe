import { stringify } from 'yaml';
import type { ScenarioPlan } from '../plan/scenario-plan.ts';
import type { Schedule } from '../plan/schedule.ts';
import type { K6OperatorSettings } from './engine-settings.ts';

/** What a ConfigMap holds at most: https://kubernetes.io/docs/concepts/configuration/configmap/. */
const CONFIG_MAP_BYTES = 1_048_576;
/** Where the operator mounts the ConfigMap of a script. */
const SCRIPT_FOLDER = '/test';
const RESULTS_FOLDER = '/results';

/** What every generator is given. */
export interface OperatorLoad {
  readonly plan: ScenarioPlan;
  readonly schedule: Schedule;
  /** The text of the program that k6 runs. */
  readonly program: string;
  readonly segments: number;
  /** When all begin, in milliseconds since 1970. */
  readonly startAtMs: number;
  /** Where no load may go. */
  readonly forbiddenAddresses: readonly string[];
}

/**
 * A TestRun of the k6-operator (k6.io/v1alpha1) and its ConfigMap, as YAML. The operator deals the segments out itself.
 * @throws {RangeError} when the schedule is too long for a ConfigMap, or no secret is named that the load needs.
 */
export function k6OperatorYaml(load: OperatorLoad, settings: K6OperatorSettings): string {
  const [variable] = variablesOf(load);
  if (variable !== undefined && settings.secret === undefined) {
    throw new RangeError(
      `The load takes a header from ${variable}, and the settings of the engine name no secret that has it: add secret: <name>.`,
    );
  }
  const data = {
    'program.ts': load.program,
    'plan.json': JSON.stringify(load.plan),
    'schedule.json': JSON.stringify(load.schedule),
  };
  const bytes = Object.entries(data)
    .flat()
    .reduce((sum, text) => sum + new TextEncoder().encode(text).length, 0);
  if (bytes > CONFIG_MAP_BYTES) {
    throw new RangeError(
      `The program, the plan and the schedule have ${bytes} bytes, and a ConfigMap holds ${CONFIG_MAP_BYTES}: plan fewer requests, or use the engine ecs.`,
    );
  }
  const { name, namespace } = settings;
  const metadata = { name, namespace, labels: { 'app.kubernetes.io/managed-by': 'landfall' } };
  const documents = [
    { apiVersion: 'v1', kind: 'ConfigMap', metadata, immutable: true, data },
    { apiVersion: 'k6.io/v1alpha1', kind: 'TestRun', metadata, spec: specOf(load, settings) },
  ];
  return documents.map((document) => stringify(document, { lineWidth: 0 })).join('---\n');
}

function variablesOf({ plan }: OperatorLoad): readonly string[] {
  return [...new Set(Object.values(plan.headersFromEnvironment ?? {}))];
}

function specOf(load: OperatorLoad, { name, image, resultsClaim, secret }: K6OperatorSettings) {
  const { segments, startAtMs, forbiddenAddresses } = load;
  return {
    parallelism: segments,
    // One generator does not slow another down.
    separate: true,
    script: { configMap: { name, file: 'program.ts' } },
    // The operator archives the script with these too, which reads no environment but what it is given in words.
    arguments: [
      ['LANDFALL_PLAN', `${SCRIPT_FOLDER}/plan.json`],
      ['LANDFALL_SCHEDULE', `${SCRIPT_FOLDER}/schedule.json`],
      ['LANDFALL_START_AT', String(startAtMs)],
    ]
      .map(([variable, value]) => `-e ${variable}=${value}`)
      .join(' '),
    // Else it is configured as a runner is, and could not write its archive.
    initializer: { image, automountServiceAccountToken: 'false' },
    runner: {
      image,
      automountServiceAccountToken: 'false',
      securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
      containerSecurityContext: {
        readOnlyRootFilesystem: true,
        allowPrivilegeEscalation: false,
        capabilities: { drop: ['ALL'] },
      },
      // Settings are not arguments, since the operator archives with its arguments, and that does not take them all.
      env: [
        { name: 'POD_NAME', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
        { name: 'K6_OUT', value: `json=${RESULTS_FOLDER}/$(POD_NAME).json` },
        { name: 'K6_SUMMARY_MODE', value: 'disabled' },
        { name: 'K6_BLACKLIST_IPS', value: forbiddenAddresses.join(',') },
        { name: 'K6_AUTO_EXTENSION_RESOLUTION', value: 'false' },
        { name: 'K6_NO_USAGE_REPORT', value: 'true' },
        ...variablesOf(load).map((variable) => ({
          name: variable,
          valueFrom: { secretKeyRef: { name: secret, key: variable } },
        })),
      ],
      volumes: [{ name: 'results', persistentVolumeClaim: { claimName: resultsClaim } }],
      volumeMounts: [{ name: 'results', mountPath: RESULTS_FOLDER }],
    },
  };
}
