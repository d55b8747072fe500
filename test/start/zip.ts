import { crc32 } from 'node:zlib';

/** A ZIP archive of some small files, stored as they are (APPNOTE.TXT 4.3): real enough for a real unpacker. */
export function zipOf(files: Readonly<Record<string, string>>): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, text] of Object.entries(files)) {
    const content = Buffer.from(text);
    const common = describe(name, content);
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), common, Buffer.from(name), content]);
    const entry = Buffer.alloc(14);
    // What the file may be: a regular file, to be run (Unix, in the upper half).
    entry.writeUInt32LE((0o100755 << 16) >>> 0, 6);
    entry.writeUInt32LE(offset, 10);
    // Made by Unix.
    directory.push(Buffer.from('PK\u0001\u0002'), Buffer.from([20, 3]), common, entry, Buffer.from(name));
    parts.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006', 'latin1');
  end.writeUInt16LE(Object.keys(files).length, 8);
  end.writeUInt16LE(Object.keys(files).length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, central, end]);
}

/** What both headers of a file say, from the version that is needed to the length of the extra field. */
function describe(name: string, content: Buffer): Buffer {
  const header = Buffer.alloc(26);
  header.writeUInt16LE(20, 0);
  header.writeUInt32LE(crc32(content), 10);
  header.writeUInt32LE(content.length, 14);
  header.writeUInt32LE(content.length, 18);
  header.writeUInt16LE(Buffer.byteLength(name), 22);
  return header;
}
