import fc from 'fast-check';
import { expect, it } from 'vitest';
import { closeReason } from '../../electron/server/close-reason.ts';

it('a short reason stays as it is', () => {
  expect(closeReason('it ended (1)')).toBe('it ended (1)');
  expect(closeReason('a'.repeat(123))).toBe('a'.repeat(123));
});

it('a long one is cut between characters, and says so', () => {
  expect(closeReason('a'.repeat(124))).toBe(`${'a'.repeat(120)}…`);
  expect(closeReason('ä'.repeat(70))).toBe(`${'ä'.repeat(60)}…`);
  expect(closeReason('🌾'.repeat(40))).toBe(`${'🌾'.repeat(30)}…`);
});

it('of a stack only what happened is told', () => {
  expect(closeReason('Error: out of heap\n    at somewhere')).toBe('Error: out of heap');
});

it('always fits and is whole UTF-8', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      const bytes = Buffer.from(closeReason(text));
      expect(bytes.length).toBeLessThanOrEqual(123);
      expect(bytes.toString('utf8')).not.toContain('\ufffd'.repeat(text.includes('\ufffd') ? 1000 : 1));
    }),
  );
});
