import type {
  ImportHead,
  ImportItem,
  ImportProgress,
  ImportResult,
  ImportRow,
} from '../../../../shared/api/import/import-plan.ts';
import { plainHead, plainRow } from '../plain-import.ts';
import { streamOf } from '../answers.ts';
import type { CoreAnswers } from '../in-window.ts';

/** A row of a preview. */
const row = (item: number, source: string, more: Partial<ImportRow> = {}): ImportRow =>
  plainRow(item, `runs/2026-11-18_wheat/${source}`, {
    records: 41,
    to_copy: 38,
    here: 3,
    size_bytes: 31_800_000,
    ...more,
  });

const HERE = { to_copy: 0, size_bytes: 0, can_take: false, taken: false } as const;

const ROWS: readonly ImportRow[] = [
  row(0, '0001_pls_5a9e12'),
  row(1, '0002_pls_88c0d4', { to_copy: 36, here: 5, size_bytes: 29_600_000 }),
  row(2, '0003_rf_1d77f0', { records: 7, to_copy: 5, here: 2, size_bytes: 74_200_000 }),
  row(3, '0004_stack_c4e2b7', { records: 22, to_copy: 17, missing: 2, size_bytes: 21_000_000 }),
  row(4, '0005_svr_09b1fe', { records: 18, to_copy: 14, wrong_hash: 1, size_bytes: 9_120_000, taken: false }),
  row(5, '0001_pls_77aa01', { ...HERE, status: 'same', records: 27, here: 27 }),
  row(6, '0002_rf_3be9d2', { ...HERE, status: 'same', records: 6, here: 6 }),
  row(7, '0003_pls_e07c55', {
    status: 'conflict',
    target: 'runs/2026-11-18_wheat/0004_pls_e07c55/manifest.yaml',
    records: 33,
    to_copy: 29,
    here: 4,
    size_bytes: 24_700_000,
    meets: 'runs/2026-11-18_wheat/0003_pls_e07c55/manifest.yaml',
    reason:
      'runs/2026-11-18_wheat/0003_pls_e07c55/manifest.yaml is another run of the same pipeline: of 2026-11-02T14:10:00 here, of 2026-11-03T09:22:00 there',
    taken: false,
  }),
  row(8, '0006_pls_4410aa', {
    ...HERE,
    status: 'broken',
    target: null,
    records: 0,
    here: 0,
    reason: 'A key stands twice in one map: artifacts.',
    line: 96,
    column: 3,
  }),
];

const COUNTS = { new: 5, same: 2, conflict: 1, broken: 1 };

const PLAN = plainHead();

/** A plan as a whole. */
export const HEAD: ImportHead = {
  ...PLAN,
  source: 'usb',
  name: '/media/usb/wheat-november',
  took_ms: 800,
  counts: COUNTS,
  chosen: { ...PLAN.chosen, manifests: 4, bundles: 0 },
  free_bytes: 212_000_000_000,
};

/** What an import came to. */
export const RESULT: ImportResult = {
  import_id: '20261128T101500Z-3f9c0e',
  targets: ['runs/2026-11-18_wheat/0001_pls_5a9e12/manifest.yaml'],
  manifests: 4,
  bundles: 0,
  files: { files: 96, bytes: 157_000_000 },
  skipped: [],
  skipped_count: 0,
  cancelled: false,
};

function itemOf(place: number): ImportItem {
  const shown = ROWS[place] ?? row(place, 'gone');
  const isConflict = shown.status === 'conflict';
  return {
    row: shown,
    brought:
      shown.status === 'broken'
        ? null
        : {
            path: shown.source,
            uid: 'c2d84b10-3c1f-4a52-9f0e-2b1c0a3d07ee',
            created: '2026-11-03T09:22:11+00:00',
            records: shown.records,
          },
    here: isConflict
      ? {
          path: 'runs/2026-11-18_wheat/0003_pls_e07c55/manifest.yaml',
          uid: '5f0c1e7a-1d0b-4d7e-8a53-77e0c9d291b2',
          created: '2026-11-02T14:10:42+00:00',
          records: 27,
          same_ids: 27,
        }
      : null,
    is_rerun: isConflict,
    excerpt:
      shown.status === 'broken'
        ? {
            first_line: 93,
            text: '    path: model_PLSRegression_0f1e2d3c4b5a.joblib\n    size: 4420\n\nartifacts:\n  items: []\n',
          }
        : null,
    unresolved: place === 3 ? ['0004_stack_c4e2b7$1f2e3d4c5b6a:0'] : [],
    notes: place === 3 ? ['FILES_MISSING', 'PIPELINE_DERIVED'] : [],
    missing_folds: shown.missing > 0 ? [2] : [],
    folder_files: [{ path: `${shown.source}/pipeline.json`, size_bytes: 1804 }],
  };
}

/** A core that has an import under way, or what came of one. */
export function importing({
  head = HEAD,
  result = null,
}: {
  readonly head?: ImportHead;
  readonly result?: ImportResult | null;
} = {}): CoreAnswers {
  return () => ({
    import: {
      current: () => Promise.resolve({ source: 'usb', planning: false, head, result }),
      items: () => Promise.resolve({ total: ROWS.length, rows: [...ROWS] }),
      item: ({ item }) => Promise.resolve(itemOf(item)),
      files: ({ item }) =>
        Promise.resolve({
          total: 3,
          rows: [
            {
              path: 'binaries/wheat/model_Ridge_e7242d0e54c2.joblib',
              status: item === 4 ? ('wrong-hash' as const) : ('missing' as const),
              size_bytes: null,
              reason: item === 4 ? '/media/usb/model_Ridge_e7242d0e54c2.joblib holds other bytes' : null,
            },
            {
              path: 'binaries/wheat/transformer_MinMaxScaler_0f1e2d3c4b5a.joblib',
              status: 'copy' as const,
              size_bytes: 2470,
              reason: null,
            },
            {
              path: 'binaries/wheat/transformer_SNV_77e0c9d291b2.joblib',
              status: 'present' as const,
              size_bytes: 1210,
              reason: null,
            },
          ],
        }),
    },
  });
}

async function* lookingOn(provisional: boolean): AsyncGenerator<ImportProgress, ImportHead, void> {
  yield {
    phase: 'look',
    files: 1240,
    total_files: 3925,
    bytes: 0,
    total_bytes: 0,
    counts: { ...COUNTS, new: 1231 },
    rows: ROWS.map((each) => ({ ...each, provisional })),
  };
  await new Promise<never>(() => undefined);
  return HEAD;
}

/** A core that is looking at what is to be imported; `provisional` while only the last scan says what would become of it. */
export const looking =
  (provisional: boolean): CoreAnswers =>
  () => ({
    import: {
      current: () => Promise.resolve({ source: 'usb', planning: true, head: null, result: null }),
      plan: () => Promise.resolve(streamOf(lookingOn(provisional))),
    },
  });
