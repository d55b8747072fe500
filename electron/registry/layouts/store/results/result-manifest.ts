import { isCleanPath } from '../../../files/trust.ts';
import { parseJson } from '../../../files/parse-json.ts';
import { systemPath, type WorkspacePath } from '../../../files/paths.ts';
import type { FileSystem } from '../../../files/file-system.ts';

/** A model of native results, as far as their manifest says what is expected. */
export interface ResultModel {
  /** Unique in its folder alone; empty where none is written. */
  readonly id: string;
  /** Of its file in the workspace, which need not be there. */
  readonly path: WorkspacePath;
  /** SHA-256 of its bytes, in hex. */
  readonly hash: string;
  readonly size: number;
  /** `branch:0.node:2`, say; empty where none is written. */
  readonly producer: string;
  readonly branch: number | null;
  /** `joblib`, say. */
  readonly format: string;
}

/** What the manifest of a folder of native results says. */
export interface ResultManifest {
  /** Of the folder. */
  readonly name: string;
  readonly models: readonly ResultModel[];
  /** The pipelines that it is of, by their names, and their datasets. */
  readonly pipelines: readonly string[];
  readonly datasets: readonly string[];
  /** The stacking model, and those whose predictions it takes, by their ids; null where nothing stacks. */
  readonly stacking: { readonly meta: string; readonly bases: readonly string[] } | null;
  readonly createdAt: string | null;
}

/** A manifest of native results is a few thousand bytes; nobody has to read more. */
const LARGEST = 4 * 1024 * 1024;

type Fields = Readonly<Record<string, unknown>>;

const isText = (value: unknown): value is string => typeof value === 'string';
const textOf = (value: unknown): string => (isText(value) ? value.toWellFormed() : '');
const textsOf = (value: unknown): string[] => (Array.isArray(value) ? value.filter(isText) : []);

function fieldsOf(value: unknown): Fields | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : null;
}

function listOf(value: unknown): Fields[] {
  if (!Array.isArray(value)) return [];
  return value.map(fieldsOf).filter((each) => each !== null);
}

/** The hash of a file's bytes: `content_fingerprint`, unless it was made of the object, and that of the bytes stands beside it. */
function hashOf(artifact: Fields): string | null {
  const written = artifact['serialization_fingerprint'] ?? artifact['content_fingerprint'];
  return isText(written) && /^[0-9a-f]{64}$/.test(written) ? written : null;
}

function modelOf(folder: WorkspacePath, artifact: Fields): ResultModel[] {
  const { artifact_id: id, uri, size_bytes: size, producer_node: producer, branch_index, backend } = artifact;
  const hash = hashOf(artifact);
  if (!isText(uri) || !isCleanPath(uri) || hash === null || !Number.isSafeInteger(size)) return [];
  const isBranch = Number.isSafeInteger(branch_index) && Number(branch_index) >= 0;
  return [
    {
      id: textOf(id),
      path: `${folder}/${uri}`.toWellFormed(),
      hash,
      size: Math.max(0, Number(size)),
      producer: textOf(producer),
      branch: isBranch ? Number(branch_index) : null,
      format: textOf(backend),
    },
  ];
}

/** `stacking_replay`, which the dag-ml engine of nirs4all 1.x writes: the one place where a store says what a stacking model takes. */
function stackingOf(value: unknown): ResultManifest['stacking'] {
  const replay = fieldsOf(value);
  const meta = textOf(replay?.['meta_artifact_id']);
  if (meta === '') return null;
  const bases = listOf(replay?.['base_producers']).map(({ artifact_id: id }) => textOf(id));
  return { meta, bases: bases.filter((id) => id !== '') };
}

/** Reads the manifest of a folder of native results; null where it can't be read, or is none. */
export function readResults(fs: FileSystem, root: string, folder: WorkspacePath): ResultManifest | null {
  const read = fs.read(systemPath(root, `${folder}/manifest.json`), LARGEST);
  const manifest = read.ok ? fieldsOf(parseJson(Buffer.from(read.value).toString('utf8'))) : null;
  if (manifest === null) return null;
  return {
    name: folder.replace(/^.*\//, ''),
    models: listOf(manifest['artifacts']).flatMap((artifact) => modelOf(folder, artifact)),
    pipelines: textsOf(manifest['config_names']),
    datasets: textsOf(manifest['datasets']),
    stacking: stackingOf(manifest['stacking_replay']),
    createdAt: isText(manifest['created_at']) ? manifest['created_at'] : null,
  };
}
