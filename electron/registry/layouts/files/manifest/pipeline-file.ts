import { dirname } from 'node:path';
import { fail, ok, type Result } from '../../../../../shared/domain/result.ts';
import { isGone, systemWords, type FileSystem } from '../../../files/file-system.ts';
import { systemPath } from '../../../files/paths.ts';
import { readPythonJson } from '../../../files/python-json.ts';
import type { ReadManifest } from '../../../index/packed-batch.ts';
import { saysParameters } from '../../../way/configured-operator.ts';
import { PIPELINE_FILE } from '../walk/manifest-name.ts';
import { configuredSteps } from './configured-steps.ts';

/** A larger one is not read: real ones stay below 2 kB. Bytes. */
const LARGEST = 1024 * 1024;

/** The steps that the file beside a manifest holds; none where there is no such file. Fails, in words, where it can't be read. */
function stepsBeside(fs: FileSystem, manifest: string): Result<readonly unknown[], string> {
  const bytes = fs.read(systemPath(dirname(manifest), PIPELINE_FILE), LARGEST);
  if (!bytes.ok) {
    if (isGone(bytes.error)) return ok([]);
    return fail(bytes.error.code === 'EFBIG' ? 'it is larger than 1 MB' : systemWords(bytes.error));
  }
  const read = readPythonJson(Buffer.from(bytes.value).toString('utf8'));
  if (!read.ok) return read;
  const steps = configuredSteps(read.value);
  return steps === null ? fail('it holds no list of steps') : ok(steps);
}

/**
 * A primary manifest with the steps of the `pipeline.json` beside it, where it says no parameter itself. nirs4all writes the same steps
 * to both: only manifests that lost theirs are worth another file to be read.
 *
 * @param path the manifest's path on this system
 */
export function withPipelineFile(fs: FileSystem, path: string, read: ReadManifest): ReadManifest {
  const { reading } = read;
  if (reading.kind !== 'manifest') return read;
  const { manifest } = reading;
  const traced = manifest.steps.map(({ operatorConfig }) => operatorConfig);
  if (saysParameters(manifest.configuredSteps) || saysParameters(traced)) return read;
  const steps = stepsBeside(fs, path);
  if (!steps.ok) return { ...read, beside: { problem: steps.error } };
  const known = {
    ...manifest,
    configuredSteps: steps.value.length > 0 ? steps.value : manifest.configuredSteps,
  };
  return { ...read, reading: { ...reading, manifest: known }, beside: { problem: null } };
}
