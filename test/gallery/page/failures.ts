import type { Failure } from '../../../shared/api/failure.ts';

type DataOf = { readonly [Code in Failure['code']]: Extract<Failure, { readonly code: Code }>['data'] };

const MANIFEST = 'runs/wheat/0001_keep_8850d6/manifest.yaml';

/** Every error of the contract, with data as it comes: who adds a code adds it here, or the types don't fit. */
const DATA: DataOf = {
  BUSY: { work: 'apply' },
  LOCKED: {
    lock: {
      mark: 'of-lab-3',
      user: 'mara',
      host: 'lab-3',
      pid: 7,
      since: '2026-11-23T14:30:00.000Z',
      heartbeat: null,
      dead: false,
    },
  },
  INTERRUPTED_WORK: { trash_ids: ['20261124T091530Z-d4c1a0'] },
  UNREADABLE: {
    unreadable: [
      {
        path: MANIFEST,
        line: 31,
        column: 5,
        message: 'the document ends in a mapping',
        code: 'YAML',
        what: 'manifest',
        datasets: null,
        runs: [],
        decision: 'empty',
      },
    ],
    count: 1,
  },
  MAY_BE_RUNNING: { manifests: [MANIFEST, 'runs/wheat/0005_concat_a02bcb/manifest.yaml'], count: 2 },
  BREAKS: {
    breaks: [
      {
        manifest: MANIFEST,
        position: 4,
        artifact_id: '0001_keep_8850d6$d3e1c5ddf85f:1',
        needs: 'binaries/wheat/model_Ridge_e7242d0e54c2.joblib',
        inferred: false,
      },
    ],
    count: 1,
  },
  NO_MANIFESTS: { name: 'lab' },
  NOT_CONFIRMED: { name: 'wheat' },
  NOT_MOVABLE: { path: 'binaries/wheat/linked.joblib', reason: 'It lies behind a link.' },
  LIBRARY_ALONE: {
    reason: 'This workspace is a store: its pipelines are rows of a database, which nirs4all alone writes.',
    manifests: [],
    count: 0,
  },
  NOT_DECIDABLE: { path: MANIFEST, reason: 'It can be read by now.' },
  NO_SPACE: { needed_bytes: 4_200_000, needed_files: null, trash_bytes: 212_000_000 },
  CANNOT_WRITE: { path: '.stemma', reason: 'EROFS: read-only file system' },
  INDEX_BUSY: {},
  WORK_STOPPED: { reason: 'the connection to Stemma’s reader broke' },
  NO_SUCH_WORKSPACE: { workspace: 'e93428c8f99a95d1' },
  NOT_READY: { workspace: 'e93428c8f99a95d1' },
  SCAN_FAILED: { reason: 'EIO: i/o error, scandir runs' },
  READ_ONLY: { reason: 'This window was opened to look only.' },
  NO_SUCH_FOLDER: { path: '/media/usb/field-campaign' },
  NOT_A_WORKSPACE: {
    path: '/home/mara/spectra',
    children: ['2025-corn', '2026-corn'],
    marks: ['runs/', 'binaries/'],
  },
  NOT_HERE: { reason: 'A browser has no dialog for folders.' },
  NOT_FOUND: { kind: 'record', name: `${MANIFEST}#4` },
  CANNOT_READ: { path: MANIFEST, reason: 'EACCES: permission denied' },
  UNKNOWN: { id: 'e93428c8f99a95d1' },
};

/** A failure of each code. */
export const FAILURES: { readonly [Code in Failure['code']]: Extract<Failure, { readonly code: Code }> } =
  Object.fromEntries(Object.entries(DATA).map(([code, data]) => [code, { code, data }])) as never;
