/**
 * Values as text and back: what structured clone keeps and JSON does not, as far as our messages use it. Its source goes
 * into pages too, so it uses nothing from around it.
 */
export function makeCodec(): { pack(value: unknown): string; unpack(text: string): unknown } {
  const MARK = '\u0000bytes';
  return {
    pack: (value) =>
      // Not an arrow: a Buffer has turned itself into something else before the replacer is asked, but not in its holder.
      JSON.stringify(value, function (this: Record<string, unknown>, key: string, part: unknown) {
        const original = this[key];
        if (original instanceof Uint8Array) return { [MARK]: Array.from(original) };
        const isLost =
          typeof part === 'function' ||
          typeof part === 'bigint' ||
          original instanceof Map ||
          original instanceof Set ||
          original instanceof Date;
        if (isLost) throw new TypeError(`The double of Electron can't clone ${key}`);
        return part === undefined ? null : part;
      }),
    unpack: (text) =>
      JSON.parse(text, (_key, part: unknown) => {
        const bytes =
          typeof part === 'object' && part !== null ? (part as Record<string, number[]>)[MARK] : undefined;
        return bytes === undefined ? part : Uint8Array.from(bytes);
      }),
  };
}
