/** What somebody dropped, pasted or picked, taken out of the event: it is empty once the event's turn is over. */
export interface TakenFiles {
  /** Each thing as a file; a folder is one too, which only the desktop app can make something of. */
  readonly files: readonly File[];
  /** The same as entries of a file system, where the browser gives them: only these can be walked into. */
  readonly entries: readonly FileSystemEntry[];
}

/** Takes all of a drop or a paste at once. To be called before anything is waited for. */
export function takeTransfer(transfer: DataTransfer): TakenFiles {
  const entries: FileSystemEntry[] = [];
  for (const item of transfer.items) {
    const entry = item.kind === 'file' ? item.webkitGetAsEntry() : null;
    if (entry !== null) entries.push(entry);
  }
  return { files: [...transfer.files], entries };
}

/** What was picked in an input for files; one for folders tells paths in `webkitRelativePath`. */
export function takenOfFiles(files: Iterable<File>): TakenFiles {
  return { files: [...files], entries: [] };
}
