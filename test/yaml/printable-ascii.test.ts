import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPrintableAscii } from '../../electron/registry/yaml/printable-ascii.ts';

function slowly(bytes: Uint8Array): boolean {
  return [...bytes].every((byte) => byte === 10 || (byte >= 32 && byte < 127));
}

describe('isPrintableAscii', () => {
  it('finds every single byte that is not printable, at every place of a word', () => {
    for (let byte = 0; byte < 128; byte += 1) {
      for (let place = 0; place < 11; place += 1) {
        const bytes = new Uint8Array(11).fill(65);
        bytes[place] = byte;
        expect(isPrintableAscii(bytes), `${byte} at ${place}`).toBe(slowly(bytes));
      }
    }
  });

  it('agrees with looking at each byte, wherever the bytes lie in their buffer', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(9, 10, 13, 31, 32, 65, 126, 127), { maxLength: 40 }),
        fc.nat(5),
        (list, start) => {
          const buffer = new Uint8Array(list.length + start);
          buffer.set(list, start);
          const bytes = buffer.subarray(start);
          expect(isPrintableAscii(bytes)).toBe(slowly(bytes));
        },
      ),
    );
  });
});
