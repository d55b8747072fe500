import { oc } from '@orpc/contract';
import { z } from 'zod';
import { errors } from '../errors.ts';
import { bytes, count } from '../numbers.ts';

const { NOT_HERE, UNKNOWN, CANNOT_READ, CANNOT_WRITE } = errors;

/** Files that are listed at a time: such a list fits into a message. */
export const MOST_LISTED = 1000;

/** A file of a drop: its path in it, `/` between its parts, as the page names it. */
export const listedFile = z.object({
  path: z.string().max(4096),
  size_bytes: bytes,
  /** When it was last changed, in milliseconds since 1970. */
  mtime_ms: z.number(),
});

const drop = z.object({ drop: z.string() });

/**
 * What a page in a browser says of what was dropped onto it, picked or pasted. On the desktop the main process knows paths, and all of this is
 * NOT_HERE. Bytes go up over HTTP: `PUT DROPS_PATH/<drop>/<number of the file>?from=<byte>`, a part of a file at a time.
 */
export const dropProcedures = {
  /** Begins one. It lives as long as this page. CANNOT_WRITE where nothing can be staged in the cache folder. */
  begin: oc.errors({ NOT_HERE, CANNOT_WRITE }).output(drop),
  /**
   * Lists more of its files; they are numbered from 0 in the order in which they come. Answers the numbers of those that a preview needs the
   * bytes of; others go up once they are asked for. CANNOT_READ where there are too many.
   */
  list: oc
    .errors({ NOT_HERE, UNKNOWN, CANNOT_READ })
    .input(drop.extend({ files: z.array(listedFile).max(MOST_LISTED).readonly() }))
    .output(z.object({ first: z.array(count).readonly() })),
  /** Says over a new connection that the page is still there. UNKNOWN where the drop is gone. */
  keep: oc.errors({ NOT_HERE, UNKNOWN }).input(drop),
  /** Forgets one, and what went up of it. */
  forget: oc.errors({ NOT_HERE }).input(drop),
};
