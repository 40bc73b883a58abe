import manifest from '../package.json' with { type: 'json' };

/** The version of this package, as every report states it. */
export const TOOL_VERSION: string = manifest.version;
