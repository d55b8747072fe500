import { implement } from '@orpc/server';
import { hostContract } from '../../../shared/api/host.ts';
import { plainWords } from '../../registry/files/plain-words.ts';
import type { HostPage } from '../host-page.ts';
import type { Drops } from './drops.ts';

/** Answers pages about what was dropped onto them; a drop belongs to the page that began it. */
export function dropHandlers(drops: Drops) {
  const contract = implement(hostContract).$context<{ readonly page: HostPage }>().drops;
  return {
    begin: contract.begin.handler(async ({ context: { page }, errors }) => {
      try {
        const { id } = await drops.begin(page);
        return { drop: id };
      } catch (error) {
        if (!(error instanceof Error) || !('code' in error) || !('path' in error)) throw error;
        const { code, message } = error;
        const reason = plainWords({ code: String(code), message });
        throw errors.CANNOT_WRITE({ data: { path: String(error.path), reason } });
      }
    }),
    list: contract.list.handler(({ input: { drop: id, files }, errors }) => {
      const drop = drops.find(id);
      if (drop === null) throw errors.UNKNOWN({ data: { id } });
      const first = drop.list(
        files.map(({ path, size_bytes: size, mtime_ms: mtimeMs }) => ({ path, size, mtimeMs })),
      );
      if (first.ok) return { first: first.value };
      throw errors.CANNOT_READ({
        data: { path: drop.name, reason: `it holds more than ${drops.limits.files} files` },
      });
    }),
    keep: contract.keep.handler(({ input: { drop: id }, context: { page }, errors }) => {
      if (!drops.keep(id, page)) throw errors.UNKNOWN({ data: { id } });
    }),
    forget: contract.forget.handler(({ input: { drop: id } }) => drops.forget(id)),
  };
}
