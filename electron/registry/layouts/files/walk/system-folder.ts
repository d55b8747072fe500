/** What systems keep at the top of a disk, often closed to users; nirs4all never writes there. */
const SYSTEM_FOLDERS: ReadonlySet<string> = new Set([
  'lost+found',
  'system volume information',
  '$recycle.bin',
  'recycler',
  '.trashes',
  '.trash',
  '.spotlight-v100',
  '.fseventsd',
  '.documentrevisions-v100',
  '.temporaryitems',
]);

/** Whether a folder of this name at the top of a workspace is the system's own. */
export function isSystemFolder(name: string): boolean {
  const folded = name.toLowerCase();
  return SYSTEM_FOLDERS.has(folded) || /^\.trash-\d+$/.test(folded);
}

/** Whether a file or folder says nothing of whether its folder is in use: systems and file managers leave it anywhere. */
export function isClutter(name: string): boolean {
  return name.startsWith('.') || isSystemFolder(name) || /^(?:desktop\.ini|thumbs\.db|icon\r)$/i.test(name);
}
