import { closeSync, openSync, readFileSync, statSync, truncateSync, writeFileSync, writeSync } from 'node:fs';

/** What can happen to the file of an index, by name. */
export const DAMAGES: [string, (file: string) => void][] = [
  ['garbage', (file) => writeFileSync(file, 'This is no database.'.repeat(1000))],
  ['empty', (file) => writeFileSync(file, '')],
  ['cut in half', (file) => truncateSync(file, Math.floor(statSync(file).size / 2))],
  ['cut within its first page', (file) => truncateSync(file, 50)],
  [
    'zeros in a page',
    (file) => {
      const handle = openSync(file, 'r+');
      writeSync(handle, Buffer.alloc(16384), 0, 16384, 16384 * 3);
      closeSync(handle);
    },
  ],
  [
    'noise all over',
    (file) => {
      const bytes = readFileSync(file);
      for (let place = 200; place < bytes.length; place += 997) bytes[place] = (bytes[place] ?? 0) ^ 0xff;
      writeFileSync(file, bytes);
    },
  ],
];
