import type { ChainGroup } from '../../shared/api/chains/way.ts';
import { printNode } from '../../shared/format/chain.ts';

type Stop = ChainGroup['stops'][number];

/** An operator as chain paths write it: `s3.StandardNormalVariate[br=0]`. */
function nodeText({ step, class: name, branch, source, substep }: Stop): string {
  const label = name === '' ? 'list' : name;
  return step === null ? label : printNode({ step, label, branchPath: branch, source, substep });
}

/** The whole derived way to a record, as chain paths write it; operators that stand beside each other joined by `+`. */
export function derivedChain(way: readonly ChainGroup[]): string {
  return way
    .map(({ stops, count }) =>
      [...stops.map(nodeText), ...(count > stops.length ? [`${count - stops.length} more`] : [])].join('+'),
    )
    .join('>');
}

/** What is loaded: of which file, in which format, and how it came to be. */
export interface Loadable {
  /** On the disk. */
  readonly path: string;
  /** As its record says it, `joblib` say; empty where it says none. */
  readonly format: string;
  /** The library that wrote it, `sklearn==1.5.0`; empty where that is not recorded. */
  readonly version: string;
  /** See {@link derivedChain}; empty where it is not known. */
  readonly chain: string;
}

/** A text as Python reads it: JSON's escapes are Python's too. What editors take for the end of a line is escaped besides. */
const quoted = (text: string): string =>
  JSON.stringify(text).replaceAll(
    /[\u007f-\u009f\u2028\u2029]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

/** A comment never ends its line early, whatever a manifest says. */
const comment = (text: string): string => `# ${text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]/gu, ' ')}`;

function formatOf({ format, path }: Loadable): string {
  if (format !== '') return format;
  return path.endsWith('.joblib') ? 'joblib' : 'pickle';
}

/** The lines that load a file of some format into `artifact`. */
function loading(format: string): readonly [imports: readonly string[], lines: readonly string[]] {
  switch (format) {
    case 'joblib':
      return [['import joblib'], ['artifact = joblib.load(path)']];
    case 'pickle':
    case 'sklearn_pickle':
      return [['import pickle'], ['with open(path, "rb") as file:', '    artifact = pickle.load(file)']];
    case 'cloudpickle':
      return [
        ['import cloudpickle'],
        ['with open(path, "rb") as file:', '    artifact = cloudpickle.load(file)'],
      ];
    default:
      return [
        ['from nirs4all.pipeline.storage.artifacts.artifact_persistence import from_bytes'],
        ['with open(path, "rb") as file:', `    artifact = from_bytes(file.read(), ${quoted(format)})`],
      ];
  }
}

/** A Python program that loads a stored file. */
export function pythonSnippet(file: Loadable): string {
  const [imports, lines] = loading(formatOf(file));
  return [
    ...(file.chain === '' ? [] : [comment(file.chain)]),
    ...(file.version === '' ? [] : [comment(`written with ${file.version}`)]),
    '# Loading runs what the file says: load only what you trust.',
    ...imports,
    '',
    `path = ${quoted(file.path)}`,
    ...lines,
    '',
  ].join('\n');
}
