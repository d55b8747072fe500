/** A file of an archive to make. */
export interface Packed {
  readonly name: string;
  readonly content: string;
}

const BLOCK = 512;

function header(name: string, size: number, type: string): Buffer {
  const block = Buffer.alloc(BLOCK);
  block.write(name.slice(0, 100), 0);
  block.write('0000644\0', 100);
  block.write(`${size.toString(8).padStart(11, '0')}\0`, 124);
  block.write('        ', 148);
  block.write(type, 156);
  block.write('ustar\u000000', 257);
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return block;
}

function padded(content: Buffer): Buffer {
  return Buffer.concat([content, Buffer.alloc((BLOCK - (content.length % BLOCK)) % BLOCK)]);
}

/** A tar archive as GNU tar writes it: long names in entries of their own. */
export function tar(files: readonly Packed[]): Buffer {
  const blocks = files.flatMap(({ name, content }) => {
    const bytes = Buffer.from(content);
    const entry = [header(name, bytes.length, '0'), padded(bytes)];
    if (name.length <= 100) return entry;
    const long = Buffer.from(`${name}\0`);
    return [header('././@LongLink', long.length, 'L'), padded(long), ...entry];
  });
  return Buffer.concat([...blocks, Buffer.alloc(2 * BLOCK)]);
}
