/** Names that Windows takes for devices in every folder, with any extension: opening one can hang or print. */
const DEVICE = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9\u00b9\u00b2\u00b3])$/i;

const CONTROL = /\p{Cc}/u;

/** What nirs4all writes: letters, digits and one dot, with an underscore before it, which no device has. */
const USUAL = /^\w+_\w+\.\w+$/;

/**
 * Whether a manifest's `path` names a file in its own folder on every system; null if so, else why not, as the
 * end of a sentence. Manifests are untrusted and travel between systems, so each system's ways out are refused
 * everywhere: separators, any colon (a drive `C:x`, or a stream of NTFS `x:y`), `.` and `..`, control
 * characters, a dot or space at the end (Windows drops it and opens another file), device names, and lone
 * surrogates (they become another name on disk). nirs4all writes none of these. Spaces and dots at the front, and
 * signs that Windows merely can't have (`?`, `*`), lead nowhere else and pass. The empty name is the caller's to judge.
 */
export function checkBareName(name: string): string | null {
  if (USUAL.test(name)) return null;
  if (name.includes('/') || name.includes('\\')) return 'it holds a path separator';
  if (name.includes('\0')) return 'it holds a NUL character';
  if (CONTROL.test(name)) return 'it holds a control character';
  if (name.includes(':')) return 'it holds a colon, which names a drive or a stream on Windows';
  if (name === '.' || name === '..') return 'it names a folder';
  if (name.endsWith('.') || name.endsWith(' ')) return 'it ends with a dot or a space, which Windows drops';
  if (!name.isWellFormed()) return 'it is not valid Unicode';
  const stem = name.split('.')[0] ?? '';
  if (DEVICE.test(stem.trimEnd())) return 'it names a device on Windows';
  return null;
}
