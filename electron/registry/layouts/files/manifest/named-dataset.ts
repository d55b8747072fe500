import { DEFAULT_LIMITS } from '../../../yaml/limits.ts';
import { readYaml } from '../../../yaml/read-yaml.ts';
import { isMap, own } from '../../../../../shared/format/yaml-values.ts';

/** The key stands among the first few of a manifest. Bytes. */
const HEAD = 64 * 1024;

/**
 * The dataset that a manifest names before the line where it breaks, or null. Only what other things say too should be
 * believed: damage may have hit this line.
 *
 * @param brokenAt the line of the problem, from 1; null where there is none
 */
export function datasetNamedBefore(bytes: Uint8Array, brokenAt: number | null): string | null {
  const head = new TextDecoder().decode(bytes.subarray(0, HEAD));
  const lines = head.split('\n').slice(0, brokenAt === null ? undefined : brokenAt - 1);
  const named = lines.filter((line) => line.startsWith('dataset:'));
  const [line] = named;
  if (line === undefined || named.length > 1) return null;
  const read = readYaml(new TextEncoder().encode(`${line}\n`), DEFAULT_LIMITS);
  const value = read.ok && isMap(read.value) ? own(read.value, 'dataset') : null;
  return typeof value === 'string' && value !== '' && !value.includes('\uFFFD') ? value : null;
}
