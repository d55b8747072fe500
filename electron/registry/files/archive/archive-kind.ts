/** What of an archive Stemma can open: `other` are archives that it knows by their names alone. */
export type ArchiveKind = 'zip' | 'tar' | 'tar.gz' | 'other';

const KINDS: readonly (readonly [RegExp, ArchiveKind])[] = [
  [/\.zip$/, 'zip'],
  [/\.tar$/, 'tar'],
  [/\.(?:tar\.gz|tgz)$/, 'tar.gz'],
  [
    /\.(?:tar\.(?:bz2|xz|zst|lz4?|lzma|z)|tbz2?|txz|tzst|7z|rar|cab|iso|dmg|squashfs|zipx|z\d\d|part\d+\.rar)$/,
    'other',
  ],
];

/** Which kind of archive a file is by its name; null for none. Bundles of nirs4all (`.n4a`) need nothing and are none. */
export function archiveKind(name: string): ArchiveKind | null {
  const folded = name.toLowerCase();
  return KINDS.find(([pattern]) => pattern.test(folded))?.[1] ?? null;
}
