/**
 * Values as text and back: what structured clone keeps and JSON does not, as far as our messages use it. Its source goes
 * into pages too, so it uses nothing from around it.
 */
export function makeCodec(): { pack(value: unknown): string; unpack(text: string): unknown } {
  const MARK = '\u0000bytes';
  return {
    pack: (value) =>
      JSON.stringify(value, (_key, part: unknown) =>
        part instanceof Uint8Array ? { [MARK]: Array.from(part) } : part === undefined ? null : part,
      ),
    unpack: (text) =>
      JSON.parse(text, (_key, part: unknown) => {
        const bytes =
          typeof part === 'object' && part !== null ? (part as Record<string, number[]>)[MARK] : undefined;
        return bytes === undefined ? part : Uint8Array.from(bytes);
      }),
  };
}
