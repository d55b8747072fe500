import type { Manifest } from '../../../shared/domain/manifest.ts';
import { ok } from '../../../shared/domain/result.ts';
import type { FileSystem } from '../../../electron/registry/files/file-system.ts';
import { systemPath } from '../../../electron/registry/files/paths.ts';
import { run, type WritableIndex } from '../../../electron/registry/index/database.ts';
import type { ManifestReading } from '../../../electron/registry/index/packed-batch.ts';
import type { StoredFile, WalkEvent } from '../../../electron/registry/index/walk-event.ts';
import type { ReadLayout, ReadSource } from '../../../electron/registry/layouts/layout.ts';
import type { Rules, OwnWords } from '../../../electron/registry/layouts/rules.ts';

/** A layout of tests: `boxes.json` lists pipelines with the files that they use, all of which lie in `boxes/`. */
export interface Boxes {
  readonly pipelines: readonly {
    readonly name: string;
    readonly dataset: string;
    readonly files: readonly string[];
    /** Whether it has ended. */
    readonly ended: boolean;
  }[];
}

const SOURCE = 'boxes.json';

/** @param first position of its first record in the source */
function manifestOf({ name, dataset, files, ended }: Boxes['pipelines'][number], first: number): Manifest {
  return {
    schemaVersion: 'boxes',
    uid: name,
    pipelineId: name,
    name,
    dataset,
    createdAt: null,
    hasTraces: ended,
    steps: [],
    configuredSteps: [],
    items: files.map((path, place) => ({
      position: first + place,
      shape: 'noId',
      artifactId: `${name}/${path}`,
      contentHash: null,
      path,
      chainPath: '',
      sourceIndex: null,
      pipelineId: name,
      branchPath: [],
      stepIndex: 1,
      substepIndex: null,
      foldId: null,
      artifactType: 'model',
      className: 'Box',
      customName: '',
      dependsOn: [],
      sourceModels: [],
      format: 'joblib',
      formatVersion: '',
      nirs4allVersion: '',
      sizeBytes: 0,
      createdAt: null,
      version: 1,
      raw: {},
    })),
  };
}

/** The pipelines that some bytes list; null where they list none. */
function parsed(bytes: Uint8Array): Boxes | null {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8')) as Boxes;
  } catch {
    return null;
  }
}

const read: ReadSource = (fs, path, found, readNs) => {
  const bytes = fs.read(path);
  const boxes = bytes.ok ? parsed(bytes.value) : null;
  const readings: ManifestReading[] =
    boxes === null
      ? [
          {
            kind: 'unreadable',
            error: { code: 'SYNTAX', line: null, column: null, message: 'It lists nothing.' },
            namedDataset: null,
          },
        ]
      : boxes.pipelines.map((each, at) => ({
          kind: 'manifest',
          manifest: manifestOf(each, boxes.pipelines.slice(0, at).flatMap(({ files }) => files).length),
          sharesFiles: true,
        }));
  // One without pipelines is there too.
  if (readings.length === 0) readings.push({ kind: 'foreign' });
  return readings.map((reading) => ({ found, stamp: found.stamp, readNs, reading }));
};

function* walk(fs: FileSystem, root: string): Generator<WalkEvent, void> {
  const source = fs.stat(systemPath(root, SOURCE));
  if (source.ok) {
    const of = { run: null, deepRun: null, folder: null, pipelineFile: null, isArchive: false };
    yield { type: 'manifest', path: SOURCE, kind: 'run', stamp: source.value, ...of };
  }
  const listed = fs.list(systemPath(root, 'boxes'));
  if (!listed.ok) return;
  const files = listed.value.flatMap(({ name }): StoredFile[] => {
    const stamp = fs.stat(systemPath(root, `boxes/${name}`));
    return stamp.ok ? [{ name, link: 'none', stamp: stamp.value }] : [];
  });
  yield { type: 'stored-folder', path: 'boxes', dataset: null, run: null, isSearched: true, files };
}

function refer(index: WritableIndex): void {
  run(
    index,
    `INSERT INTO reference (record_id, file_id, exact)
     SELECT r.id, f.id, 1 FROM folder d CROSS JOIN file f ON f.folder_id = d.id
     CROSS JOIN manifest m CROSS JOIN record r ON r.manifest_id = m.id AND r.name = f.name
     WHERE d.layout = 'store' AND m.layout = 'store'`,
  );
}

const ofOthers = { datasets: [], runs: [] };

const isOurs = (path: string): boolean => path === SOURCE || path === 'boxes' || path.startsWith('boxes/');

const rules: Rules = {
  ownFolders: ['boxes'],
  runs: SOURCE,
  manifestIn: (folder) => folder,
  folderOf: (manifest) => manifest,
  isManifest: (path) => path === SOURCE,
  isBundle: () => false,
  mayBeManifest: (path) => path === SOURCE,
  expectedFile: ({ name }) => `boxes/${name}`,
  looksAt: (_record, folded) => folded.startsWith('boxes/'),
  datasetsAt: () => null,
  scopes: () => ({
    ofPath: (path) => (isOurs(path) ? null : ofOthers),
    ofManifest: () => null,
  }),
  isOf: () => true,
  datasetsOfEmptyRun: () => null,
  findings: () => [[{ kind: 'number-above-count', where: SOURCE, message: 'boxes are odd', files: 0 }]],
  freeFolder: (_place, parent, name) => ok(`${parent}/${name}`),
  mayBeOverwritten: () => false,
  witness: (bytes) => ({
    needs: ({ path }) =>
      parsed(bytes)?.pipelines.some(({ files }) => files.some((name) => path === `boxes/${name}`)) ?? true,
  }),
};

const words: OwnWords = {
  marks: [SOURCE],
  runs: SOURCE,
  source: 'manifest',
  noneNamed: 'No box is named.',
  stored: 'boxes/',
  allStored: 'boxes/',
  namer: { one: 'entry', many: 'entries' },
  about: 'boxes',
  spare: null,
  examples: { manifest: SOURCE, file: 'boxes/one.box', foreign: 'boxes/notes.txt' },
};

/** In the place that the table keeps for what comes next. */
export const boxesLayout: ReadLayout = {
  name: 'store',
  marks: [SOURCE],
  closed: { imports: 'Boxes are packed by their own program.', exports: 'And unpacked by it.' },
  recognises: (fs, root) => fs.stat(systemPath(root, SOURCE)).ok,
  holds: isOurs,
  walk,
  read,
  nameOf: (_folder, name) => ({ isOurs: name.endsWith('.box'), hashPrefix: null }),
  linking: {
    settleFolders: () => undefined,
    refer,
    referMissing: () => undefined,
    tellUnwritten: () => undefined,
  },
  rules,
  words,
};
