/** The end of a command's help. */
export function examples(...lines: readonly (readonly [command: string, says: string])[]): string {
  const shown = lines.map(([command, says]) => `  $ stemma ${command}\n      ${says}\n`);
  return `\nExamples:\n${shown.join('')}`;
}
