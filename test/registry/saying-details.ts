import { recordKey } from '../../electron/registry/index/record-key.ts';
import { complete } from '../../electron/registry/columns/slices.ts';
import { recordSlot, columnsOf } from '../../electron/registry/columns/columns.ts';
import { exclusiveOf } from '../../electron/registry/columns/sort-keys.ts';
import { verdictsOf } from '../../electron/registry/columns/record-set.ts';
import { fileView } from '../../electron/registry/ask/files/file-view.ts';
import { listFiles } from '../../electron/registry/ask/files/files.ts';
import { whyKept } from '../../electron/registry/ask/needs/why.ts';
import { find } from '../../electron/registry/ask/find/find.ts';
import { facetsOf, recordTotals } from '../../electron/registry/ask/records/facets.ts';
import { recordList } from '../../electron/registry/ask/records/record-list.ts';
import { recordView } from '../../electron/registry/ask/records/record-view.ts';
import { countRecords } from '../support/count-records.ts';
import { recordDetails } from '../../electron/registry/ask/records/show.ts';
import { recordNumber } from '../support/scanning.ts';
import { type Place, datasetsOf, pipelinesOf, recordsOf, recordName, dependenciesSay } from './saying.ts';

/** Who speaks of single files and records. */
export const DETAILS: readonly Place[] = [
  {
    name: 'file inspector',
    *says({ context }) {
      for (const { path } of listFiles(context)) {
        const view = fileView(context, path);
        if (view === null) continue;
        const { file, records, kept_by: kept, frees_bytes: frees } = view;
        yield [`state of ${path}`, file.status];
        yield [`size of ${path}`, file.size_bytes];
        yield [`records that name ${path}`, records.total];
        yield [
          `manifests that name ${path}`,
          Object.values(kept.kinds).reduce((sum, count) => sum + count, 0),
        ];
        yield [`bytes that deleting ${path} frees`, frees];
      }
    },
  },
  {
    name: 'why',
    *says({ context }) {
      for (const { path } of listFiles(context)) {
        for (const { file, status, kept_by: kept } of whyKept(context, find(context.index, path))) {
          if (file !== path) continue;
          yield [`state of ${path}`, status];
          yield [`records that name ${path}`, kept.length];
          yield [`manifests that name ${path}`, new Set(kept.map(({ manifest }) => manifest)).size];
        }
      }
    },
  },
  {
    name: 'list',
    *says({ context }) {
      const records = recordsOf(context);
      yield ['records of all', countRecords(context, {})];
      for (const record of records) yield [`state of ${recordName(record)}`, record.file_status];
    },
  },
  {
    name: 'artifacts',
    *says({ context }) {
      const list = complete(
        recordList(context, {}, { by: 'used_by', descending: true, offset: 0, limit: 100_000 }),
      );
      const columns = complete(columnsOf(context));
      for (const record of list?.records ?? []) {
        const name = recordName(record);
        yield [`state of ${name}`, record.file_status];
        yield [`whether ${name} was never written`, record.unwritten];
        yield [`bytes that deleting ${name} frees`, record.exclusive_bytes];
        yield [`records that use the file of ${name}`, record.used_by];
        const slot = recordSlot(context, columns, record.key);
        yield [`bytes that deleting ${name} frees`, exclusiveOf(columns, slot)];
      }
      yield [
        'records of all that were never written',
        list?.records.filter(({ unwritten }) => unwritten).length,
      ];
      const states = complete(facetsOf(context, {}));
      for (const { value, records } of states.types) yield [`records of type ${value}`, records];
      for (const { value, records } of states.states) {
        if (value === 'missing') yield ['missing records of all', records];
      }
      const totals = complete(recordTotals(context, {}));
      yield ['records of all', totals.records];
      for (const dataset of datasetsOf(context)) {
        if (dataset === undefined) continue;
        const own = complete(recordTotals(context, { dataset }));
        yield [`files that pipelines of ${dataset} use`, { files: own.files, bytes: own.stored_bytes }];
        yield [`what only pipelines of ${dataset} use`, own.exclusive_bytes];
        yield [`records of ${dataset}`, own.records];
      }
      for (const manifest of pipelinesOf(context)) {
        const own = complete(recordTotals(context, { manifest }));
        yield [`what only ${manifest} uses`, own.exclusive_bytes];
        yield [`files that ${manifest} uses`, { files: own.files, bytes: own.stored_bytes }];
      }
      const { base } = complete(verdictsOf(context, {}));
      yield ['records of all', base.reduce((sum, one) => sum + one, 0)];
    },
  },
  {
    name: 'record inspector',
    *says({ context }) {
      for (const { manifest, position } of recordsOf(context)) {
        const view = recordView(context, recordKey({ manifest, position }));
        if (view === null) continue;
        const name = recordName({ manifest, position });
        yield [`state of ${name}`, view.record.file_status];
        yield [`bytes that deleting ${name} frees`, view.if_deleted.frees.bytes];
        yield [`records that use the file of ${name}`, view.file === null ? 0 : view.if_deleted.others + 1];
        yield [`records that need ${name}`, view.relations.needed_by.total];
        yield [`records that break without ${name}`, view.if_deleted.breaks.total];
        const { cycle, direct, dependencies, total } = view.relations.depends_on;
        yield [`whether ${name} depends on itself`, cycle === null ? null : cycle.toSorted()];
        if (cycle !== null) continue;
        yield [`what ${name} depends on directly`, direct];
        if (total === dependencies.length) {
          yield [
            `what ${name} depends on`,
            dependencies.map(({ target, depth }) => [target, depth]).toSorted(),
          ];
        }
      }
    },
  },
  {
    name: 'show',
    *says({ context }) {
      for (const { manifest, position } of recordsOf(context)) {
        const name = recordName({ manifest, position });
        const details = recordDetails(context, recordNumber(context.index, name));
        yield [`state of ${name}`, details.file_status];
        yield [`bytes that deleting ${name} frees`, details.frees.bytes];
        const own = details.kept_by.find((kept) => kept.manifest === manifest && kept.position === position);
        if (own !== undefined) yield [`records that need ${name}`, own.needed_by.length];
        const isThere = details.file_status !== 'missing' && details.file_status !== 'unknown';
        if (isThere) yield [`records that use the file of ${name}`, details.kept_by.length];
      }
    },
  },
  { name: 'deps', says: ({ context }) => dependenciesSay(context) },
];
