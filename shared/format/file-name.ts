export { foldName } from './fold-name.ts';

/** The types that nirs4all writes into file names. */
export const ARTIFACT_TYPES = ['model', 'transformer', 'splitter', 'encoder', 'meta_model'] as const;

/** See {@link ARTIFACT_TYPES}. */
export type ArtifactType = (typeof ARTIFACT_TYPES)[number];

/** The name of a stored file, taken apart. */
export type StoredFileName =
  | {
      /** `<type>_<Class>_<12 hex>.<ext>`, in the folder that the runs of a dataset share. */
      readonly style: 'new';
      readonly type: ArtifactType;
      readonly className: string;
      /** The first 12 hex digits of the content hash. */
      readonly hashPrefix: string;
      readonly extension: string;
    }
  | {
      /** `<Class>_<6 hex>.<ext>`, in the folder of a run. */
      readonly style: 'old';
      readonly type: null;
      readonly className: string;
      /** The first 6 hex digits of the content hash. */
      readonly hashPrefix: string;
      readonly extension: string;
    }
  | {
      /** A name that nirs4all does not write. */
      readonly style: 'foreign';
      readonly type: null;
      readonly className: null;
      readonly hashPrefix: null;
      readonly extension: null;
    };

const FORMAT_EXTENSIONS: ReadonlyMap<string, string> = new Map([
  ['joblib', 'joblib'],
  ['sklearn_pickle', 'pkl'],
  ['pickle', 'pkl'],
  ['cloudpickle', 'pkl'],
  ['pytorch_pickle', 'pkl'],
  ['tensorflow_keras', 'keras'],
  ['tensorflow_saved_model', 'pb'],
  ['pytorch_state_dict', 'pt'],
  ['xgboost_json', 'json'],
  ['xgboost_ubj', 'ubj'],
  ['catboost_cbm', 'cbm'],
  ['lightgbm_txt', 'txt'],
  ['numpy_npy', 'npy'],
]);

/** Every extension that nirs4all gives to a stored file, without the dot. */
export const EXTENSIONS: ReadonlySet<string> = new Set(FORMAT_EXTENSIONS.values());

/** A Python identifier; underscores and letters of all scripts are allowed. */
const CLASS = String.raw`[\p{XID_Start}_]\p{XID_Continue}*`;
const TYPE = ARTIFACT_TYPES.join('|');
const EXTENSION = [...EXTENSIONS].join('|');
const NEW_STYLE = new RegExp(`^(${TYPE})_(${CLASS})_([0-9a-f]{12})\\.(${EXTENSION})$`, 'u');
const OLD_STYLE = new RegExp(`^(${CLASS})_([0-9a-f]{6})\\.(${EXTENSION})$`, 'u');

const FOREIGN: StoredFileName = {
  style: 'foreign',
  type: null,
  className: null,
  hashPrefix: null,
  extension: null,
};

/** The extension that nirs4all gives to a format; `pkl` to those it does not know. */
export function formatExtension(format: string): string {
  return FORMAT_EXTENSIONS.get(format) ?? 'pkl';
}

/**
 * Takes the name of a stored file apart. Exact: letters of another case, other digits or another extension make it
 * foreign, and a foreign file is never cleaned unasked. Where each style belongs is for the caller to know.
 */
export function classifyFileName(name: string): StoredFileName {
  const [, type, className, hashPrefix, extension] = NEW_STYLE.exec(name) ?? [];
  const known = ARTIFACT_TYPES.find((candidate) => candidate === type);
  if (known !== undefined && className !== undefined && hashPrefix !== undefined && extension !== undefined) {
    return { style: 'new', type: known, className, hashPrefix, extension };
  }
  const [, oldClass, oldHash, oldExtension] = OLD_STYLE.exec(name) ?? [];
  if (oldClass !== undefined && oldHash !== undefined && oldExtension !== undefined) {
    return { style: 'old', type: null, className: oldClass, hashPrefix: oldHash, extension: oldExtension };
  }
  return FOREIGN;
}

/**
 * The class of an item without an id: its file name before the last `_`. Where there is none, the name before its
 * last dot.
 */
export function classNameOfFileName(name: string): string {
  const underscore = name.lastIndexOf('_');
  if (underscore > 0) return name.slice(0, underscore);
  const dot = name.lastIndexOf('.');
  return dot > 0 ? name.slice(0, dot) : name;
}

/** The name that nirs4all gives to a new artifact. `contentHash` is 64 hex digits, with or without `sha256:`. */
export function expectedName(type: string, className: string, contentHash: string, format: string): string {
  const digits = contentHash.replace(/^sha256:/, '').slice(0, 12);
  return `${type}_${className}_${digits}.${formatExtension(format)}`;
}
