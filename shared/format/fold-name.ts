function foldOnce(name: string): string {
  return name.normalize('NFD').toUpperCase().toLowerCase().replaceAll('\u03c2', '\u03c3').normalize('NFC');
}

/**
 * A file name as a key for comparing without regard to case and to how accents are composed, where finding two
 * names equal keeps a file. File systems differ in what they take for equal; this takes more: also `ß`, `ẞ` and
 * `ss`, dotless `ı` and `i`, final `ς` and `σ`. (`İ` becomes `i` with its dot kept as a mark, and stays apart.)
 * Repeated until nothing changes, so that folding twice is folding once. Never use it as a name on disk.
 */
export function foldName(name: string): string {
  let folded = name;
  for (let next = foldOnce(folded); next !== folded; next = foldOnce(folded)) folded = next;
  return folded;
}
