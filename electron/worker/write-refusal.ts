import { accessSync, constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { attempt } from '../registry/files/file-system.ts';
import { plainWords } from '../registry/files/plain-words.ts';

/** How long a look at a folder may take before nobody waits for it: a network drive that is gone takes minutes. */
const PATIENCE_MS = 400;

/** Why nothing can be written in a folder; null where it can, as far as the system says. */
export function writeRefusal(folder: string): string | null {
  const asked = attempt(() => accessSync(folder, constants.W_OK));
  return asked.ok ? null : `${folder}: ${plainWords(asked.error)}`;
}

/** What is to be known of a folder before it is opened; one that does not answer soon counts as being there. */
export async function folderState(folder: string): Promise<'there' | 'read-only' | 'gone'> {
  const look = async (): Promise<'there' | 'read-only' | 'gone'> => {
    const isThere = await access(folder, constants.R_OK).then(
      () => true,
      () => false,
    );
    if (!isThere) return 'gone';
    return await access(folder, constants.W_OK).then(
      () => 'there' as const,
      () => 'read-only' as const,
    );
  };
  return await Promise.race([look(), setTimeout(PATIENCE_MS, 'there' as const, { ref: false })]);
}
