import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { attempt } from '../../../files/file-system.ts';

/** Of a write-ahead log (SQLite's file format, 4.1): its header, and that of each frame, which holds one page. */
const HEADER_BYTES = 32;
const FRAME_HEADER_BYTES = 24;

/** The first bytes of a log, but for the last bit, which tells the byte order of its checksums; and the version of its format. */
const MAGIC = 0x37_7f_06_82;
const FORMAT = 3_007_000;

/** The sum of a log over 8 bytes at a time; each of its halves goes on from the other. */
function checksum(bytes: Buffer, isBigEndian: boolean): readonly [number, number] {
  let [one, other] = [0, 0];
  for (let at = 0; at < bytes.length; at += 8) {
    const [first, second] = isBigEndian
      ? [bytes.readUInt32BE(at), bytes.readUInt32BE(at + 4)]
      : [bytes.readUInt32LE(at), bytes.readUInt32LE(at + 4)];
    one = (one + first + other) >>> 0;
    other = (other + second + one) >>> 0;
  }
  return [one, other];
}

function isWhole(header: Buffer): boolean {
  if ((header.readUInt32BE(0) & ~1) >>> 0 !== MAGIC || header.readUInt32BE(4) !== FORMAT) return false;
  const [one, other] = checksum(header.subarray(0, 24), (header.readUInt32BE(0) & 1) === 1);
  return header.readUInt32BE(24) === one && header.readUInt32BE(28) === other;
}

/** Bytes of a file from a place on; fewer at its end. */
function part(file: number, position: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  return bytes.subarray(0, readSync(file, bytes, 0, length, position));
}

function lookAtLog(file: number, taken: number): boolean {
  const { size } = fstatSync(file);
  if (size === 0) return true;
  const header = part(file, 0, HEADER_BYTES);
  if (header.length < HEADER_BYTES || !isWhole(header)) return false;
  const frameBytes = FRAME_HEADER_BYTES + header.readUInt32BE(8);
  const salts = header.subarray(16, 24);
  for (let frame = taken; HEADER_BYTES + (frame + 1) * frameBytes <= size; frame += 1) {
    const own = part(file, HEADER_BYTES + frame * frameBytes, FRAME_HEADER_BYTES);
    // A frame that ends a commit says how many pages the database has then. Those of an older log have other salts.
    if (own.readUInt32BE(4) !== 0 && own.subarray(8, 16).equals(salts)) return false;
  }
  return true;
}

/**
 * Whether SQLite took all that a log holds. It takes what comes before the first frame that is damaged, and says nothing of the
 * rest; of a log whose header is damaged it takes nothing. Then files are named in what it passed over. Frames behind the last
 * commit are none: a writer that was killed leaves them.
 *
 * @param log on this system; it need not be there
 * @param taken how many frames SQLite took
 */
export function isTakenWhole(log: string, taken: number): boolean {
  const file = attempt(() => openSync(log, 'r'));
  if (!file.ok) return true;
  try {
    return lookAtLog(file.value, taken);
  } finally {
    closeSync(file.value);
  }
}
