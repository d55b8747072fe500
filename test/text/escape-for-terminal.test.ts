import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeForTerminal } from '../../shared/text/escape-for-terminal.ts';
import { expectAlways, often } from '../support/property.ts';

describe('text for a terminal', () => {
  it.each([
    ['\x1b[31mred', '\\x1b[31mred'],
    ['\x9b2J', '\\x9b2J'],
    ['a\nb\r\tc', 'a\\nb\\r\\tc'],
    ['\x07\x08\0\x7f', '\\x07\\x08\\x00\\x7f'],
    ['\u202egnp.exe', '\\u{202e}gnp.exe'],
    ['\u2066a\u2069', '\\u{2066}a\\u{2069}'],
    ['a\u200bb\ufeff', 'a\\u{200b}b\\u{feff}'],
    ['a\u2028b', 'a\\u{2028}b'],
    ['\u{e0041}', '\\u{e0041}'],
    ['\u3164', '\\u{3164}'],
    ['\ud800', '\\u{d800}'],
    ['Größe 主成分 ❤\ufe0f 😀', 'Größe 主成分 ❤\ufe0f 😀'],
    ['C:\\n', 'C:\\n'],
  ])('%j', (text, escaped) => {
    expect(escapeForTerminal(text)).toBe(escaped);
  });

  it('keeps nothing that steers a terminal, and escapes once', () => {
    expectAlways(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const escaped = escapeForTerminal(text);
        expect(escaped).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
        expect(escapeForTerminal(escaped)).toBe(escaped);
      }),
      often(500, 20_000),
    );
  });
});
