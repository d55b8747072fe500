/** What is said of a folder or source that was listed and could then not be found. */
export const VANISHED = 'It was there and then gone: something is changing the workspace. Scan again.';
