import { isCleanPath } from '../../../files/trust.ts';
import { parseJson } from '../../../files/parse-json.ts';
import { systemPath, type WorkspacePath } from '../../../files/paths.ts';
import type { FileSystem } from '../../../files/file-system.ts';
import type { ResultArtifact } from '../../../index/walk-event.ts';

/** A manifest of native results is a few thousand bytes; nobody has to read more. */
const LARGEST = 4 * 1024 * 1024;

const isText = (value: unknown): value is string => typeof value === 'string';

/** The hash of a file's bytes: `content_fingerprint`, unless it was made of the object, and that of the bytes stands beside it. */
function hashOf(artifact: Readonly<Record<string, unknown>>): string | null {
  const written = artifact['serialization_fingerprint'] ?? artifact['content_fingerprint'];
  return isText(written) && /^[0-9a-f]{64}$/.test(written) ? written : null;
}

/** The models in a folder of native results, as its manifest lists them; none where that can't be read. */
export function resultArtifacts(fs: FileSystem, root: string, folder: WorkspacePath): ResultArtifact[] {
  const read = fs.read(systemPath(root, `${folder}/manifest.json`), LARGEST);
  const manifest = read.ok ? parseJson(Buffer.from(read.value).toString('utf8')) : null;
  if (typeof manifest !== 'object' || manifest === null) return [];
  const { artifacts } = manifest as Readonly<Record<string, unknown>>;
  if (!Array.isArray(artifacts)) return [];
  return artifacts.flatMap((each: unknown): ResultArtifact[] => {
    if (typeof each !== 'object' || each === null) return [];
    const artifact = each as Readonly<Record<string, unknown>>;
    const { uri, size_bytes: size } = artifact;
    const hash = hashOf(artifact);
    if (!isText(uri) || !isCleanPath(uri) || hash === null || !Number.isSafeInteger(size)) return [];
    return [{ path: `${folder}/${uri}`.toWellFormed(), hash, size: Number(size) }];
  });
}
