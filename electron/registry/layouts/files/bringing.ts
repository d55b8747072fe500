import { ok } from '../../../../shared/domain/result.ts';
import { DEFAULT_LIMITS } from '../../yaml/limits.ts';
import { readYaml } from '../../yaml/read-yaml.ts';
import type { Bringing } from '../bringing.ts';
import { PYTHON_TYPES_BELOW, readManifest } from './manifest/read-manifest.ts';
import { isMap, own } from './manifest/values.ts';
import { isManifestName } from './walk/manifest-name.ts';

/**
 * What nirs4all wrote as `pipeline.json`, from the manifest: its `pipeline.steps` (equal in all of the workspaces that were compared). Null
 * where there are none.
 */
function pipelineFileOf(bytes: Uint8Array): Uint8Array | null {
  const read = readYaml(bytes, { ...DEFAULT_LIMITS, pythonTypesBelow: PYTHON_TYPES_BELOW });
  const pipeline = read.ok && isMap(read.value) ? own(read.value, 'pipeline') : undefined;
  const steps = isMap(pipeline) ? own(pipeline, 'steps') : pipeline;
  return Array.isArray(steps) ? Buffer.from(JSON.stringify(steps, null, 2)) : null;
}

/** Bringing in manifests and the files below `binaries/` and in the `_binaries` of runs. */
export const filesBringing: Bringing = {
  isManifestName,
  read: (bytes) => {
    const content = readManifest(bytes, true);
    if (!content.ok) return content;
    return ok(content.value.kind === 'foreign' ? null : content.value.manifest);
  },
  storedPlaces: (name, dataset, run) => [
    { below: `binaries/${dataset}/${name}`, goesTo: `binaries/${dataset}/${name}` },
    { below: `_binaries/${name}`, goesTo: `runs/${run}/_binaries/${name}` },
  ],
  pipelineFile: 'pipeline.json',
  pipelineFileOf,
};
