import { randomBytes } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import type { ExportFormat, ExportResult } from '../../../shared/api/export/export-procedures.ts';
import type { WorkProgress } from '../../../shared/api/deletion/clean-work.ts';
import { fail, ok, type Result } from '../../../shared/domain/result.ts';
import { textOf } from '../../registry/bring-in/items-text.ts';
import { gatherOutgoing, type Outgoing, type OutgoingFile } from '../../registry/bring-in/outgoing.ts';
import { refusedPlace, refusedPlaceText } from '../../registry/bring-in/refused-place.ts';
import { packZip, type PackError } from '../../registry/files/archive/pack-zip.ts';
import { replaceDurably } from '../../registry/files/durable-file.ts';
import { plainWords } from '../../registry/files/plain-words.ts';
import { writableNodeFileSystem as fs } from '../../registry/files/writable-file-system.ts';
import type { ReadingJob } from './job.ts';

/** What is to be written, and where. */
export interface WriteExportInput {
  readonly manifests: readonly string[];
  readonly format: ExportFormat;
  /** A path of this system. */
  readonly to: string;
}

/** Why nothing was written. */
export interface ExportRefusal {
  readonly code: 'CANNOT_READ' | 'CANNOT_WRITE';
  readonly path: string;
  /** The end of a sentence. */
  readonly reason: string;
}

const WAITING: WorkProgress = { phase: 'wait', files: 0, total_files: 0, bytes: 0, total_bytes: 0 };

/** How often it is told how far packing is, in milliseconds. */
const TELL_MS = 100;

/** Lists of a result hold so many rows at most. */
const MOST = 1000;

function refusalOf(error: PackError, to: string): ExportRefusal {
  switch (error.kind) {
    case 'exists':
      return { code: 'CANNOT_WRITE', path: to, reason: 'something lies there already' };
    case 'cancelled':
      return { code: 'CANNOT_WRITE', path: to, reason: 'it was cancelled' };
    case 'changed':
      return { code: 'CANNOT_READ', path: error.path, reason: 'it has changed while it was read' };
    case 'failed':
      return { code: 'CANNOT_WRITE', path: to, reason: plainWords(error.error) };
  }
}

function resultOf({ items, lacking }: Outgoing, files: readonly OutgoingFile[]): ExportResult {
  return {
    pipelines: items.manifests.length,
    items: items.items.length,
    files: { files: files.length, bytes: files.reduce((sum, { size }) => sum + size, 0) },
    lacking: lacking.slice(0, MOST),
    lacking_count: lacking.length,
  };
}

function documentOf({ items }: Outgoing, format: 'yaml' | 'json'): OutgoingFile {
  const from = Buffer.from([...textOf(items, format)].join(''));
  return { path: `artifacts.${format}`, from, size: from.length, sha256: null, mtimeMs: null };
}

/** Packs, telling how far it is; who gives up stops it. */
async function* packed(
  to: string,
  files: readonly OutgoingFile[],
): AsyncGenerator<WorkProgress, Result<void, PackError>> {
  const cancel = { aborted: false };
  const far = { files: 0, bytes: 0, isDone: false };
  const total = files.reduce((sum, { size }) => sum + size, 0);
  const packing = packZip(to, files, {
    fs,
    unique: randomBytes(6).toString('hex'),
    force: true,
    cancel,
    onProgress: (progress) => Object.assign(far, progress),
  }).finally(() => (far.isDone = true));
  try {
    while (!far.isDone) {
      await Promise.race([packing, setTimeout(TELL_MS)]);
      const { files: done, bytes } = far;
      yield { phase: 'move', files: done, total_files: files.length, bytes, total_bytes: total };
    }
  } finally {
    cancel.aborted = true;
    await packing;
  }
  return await packing;
}

/** Writes pipelines out of the workspace: a document of their artifacts, or an archive of all that they need. */
export const writeExport: ReadingJob<WriteExportInput, WorkProgress, Result<ExportResult, ExportRefusal>> = {
  lane: 'read',
  asksIndex: false,
  kind: null,
  changesWorkspace: false,
  isShared: false,
  onCancel: 'drop',
  waiting: WAITING,
  async *run({ site }, { manifests, format, to }) {
    // The dialog of the system has asked whether a file that lies there is replaced.
    const refused = refusedPlace(site, to, { makes: 'file', replaces: true });
    if (refused !== null) return fail({ code: 'CANNOT_WRITE', path: to, reason: refusedPlaceText(refused) });
    const gathered = yield* gatherOutgoing(site, manifests);
    if (!gathered.ok) return fail({ code: 'CANNOT_READ', ...gathered.error });
    const outgoing = gathered.value;
    if (format === 'zip') {
      const files = [documentOf(outgoing, 'yaml'), ...outgoing.files];
      const done = yield* packed(to, files);
      return done.ok ? ok(resultOf(outgoing, files)) : fail(refusalOf(done.error, to));
    }
    const document = documentOf(outgoing, format);
    const { from } = document;
    const written = replaceDurably(
      fs,
      to,
      typeof from === 'string' ? new Uint8Array() : from,
      randomBytes(6).toString('hex'),
    );
    return written.ok
      ? ok(resultOf(outgoing, [document]))
      : fail(refusalOf({ kind: 'failed', error: written.error }, to));
  },
};
