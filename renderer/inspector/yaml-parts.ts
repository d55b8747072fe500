/** A line of YAML as it is coloured: its key with the colon, and the rest; without a key all is the rest. */
export function yamlParts(line: string): { readonly key: string; readonly rest: string } {
  const [key = ''] = /^\s*(?:- )*[A-Za-z_][\w .-]*:(?=\s|$)/.exec(line) ?? [];
  return { key, rest: line.slice(key.length) };
}
