import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import { fail, ok } from '../../../shared/domain/result.ts';
import { escapeForTerminal } from '../../../shared/text/escape-for-terminal.ts';
import { formatBytes } from '../../../shared/text/format-number.ts';
import { gatherOutgoing, type Outgoing, type OutgoingFile } from '../../registry/bring-in/outgoing.ts';
import { writeFolder, type WriteOutError } from '../../registry/bring-in/write-outgoing.ts';
import { packZip } from '../../registry/files/archive/pack-zip.ts';
import { plainWords } from '../../registry/files/plain-words.ts';
import { writableNodeFileSystem as fs } from '../../registry/files/writable-file-system.ts';
import type { Outcome } from '../answer.ts';
import { refusedFolder, refusedTarget } from '../content/refused-target.ts';
import { EXIT } from '../exit-codes.ts';
import type { Failure } from '../failure.ts';
import { counted } from '../output/sections.ts';
import type { Page } from '../output/page.ts';
import type { Asked, Session } from '../session.ts';
import { interruptible } from '../workspace/interrupt.ts';
import { textOf } from '../../registry/bring-in/items-text.ts';

function failureOf(error: WriteOutError, output: string): Failure {
  const details = { output };
  switch (error.kind) {
    case 'exists':
      return { code: 'FILE_EXISTS', message: `Something lies at ${output} already.`, details };
    case 'cancelled':
      return { code: 'INTERRUPTED', message: 'Interrupted. Nothing was written.' };
    case 'changed':
      return {
        code: 'CANNOT_READ',
        message: `${error.path} has changed while it was read. Nothing was written.`,
        details: { ...details, path: error.path },
      };
    case 'failed':
      return {
        code: 'CANNOT_WRITE',
        message: `${output} can't be written: ${plainWords(error.error)}`,
        details,
      };
  }
}

function parcelText({ items, files, lacking }: Outgoing, output: string, bytes: number, page: Page): string {
  const left = lacking.map(
    ({ path, reason, manifest }) => `${reason}: ${path}, which ${manifest} names, stays behind\n`,
  );
  const what = `${counted(items.manifests.length, 'pipeline', page)} with ${counted(files.length, 'file', page)}`;
  return [`Wrote ${what}, ${formatBytes(bytes)}, to ${output}\n`, ...left].map(escapeForTerminal).join('');
}

/** Writes pipelines with all that they need to a folder or a `.zip`, which `import` takes back. */
export async function exportParcel(
  session: Session,
  { workspace, cleaning }: Asked,
  manifests: readonly string[],
  { to, format, force }: { readonly to: string; readonly format: 'yaml' | 'json'; readonly force: boolean },
): Promise<Outcome> {
  const output = resolve(to);
  const isZip = /\.zip$/i.test(output);
  const refused = isZip ? refusedTarget(workspace, output, force) : refusedFolder(workspace, output);
  if (refused !== null) return fail(refused);
  const gathered = await session.drive(() => gatherOutgoing(cleaning.site, manifests));
  if (!gathered.ok) {
    const { path, reason } = gathered.error;
    return fail({ code: 'CANNOT_READ', message: `${path} can't be read: ${reason}`, details: { path } });
  }
  const outgoing = gathered.value;
  const text = Buffer.from([...textOf(outgoing.items, format)].join(''));
  const document: OutgoingFile = {
    path: `artifacts.${format}`,
    from: text,
    size: text.length,
    sha256: null,
    mtimeMs: null,
  };
  const files = [document, ...outgoing.files];
  const unique = randomBytes(6).toString('hex');
  const written = isZip
    ? await interruptible((cancel) =>
        packZip(output, files, { fs, unique, force, cancel, onProgress: () => undefined }),
      )
    : await session.drive((cancel) => writeFolder(fs, output, files, unique, cancel));
  if (!written.ok) return fail(failureOf(written.error, output));
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  const { items, lacking } = outgoing;
  return ok({
    document: {
      output,
      format,
      items: items.items.length,
      manifests: items.manifests.length,
      files: outgoing.files.map(({ path, size }) => ({ path, size_bytes: size })),
      bytes,
      lacking,
    },
    text: (page) => parcelText(outgoing, output, bytes, page),
    exit: lacking.length === 0 ? EXIT.done : EXIT.damage,
  });
}
