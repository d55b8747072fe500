import { systemWords, type FileError } from '../files/file-system.ts';
import { isBehindLink } from '../files/trust.ts';

/** Why nothing of a batch may be touched; the others of the trash are not touched by it. */
export interface BatchDamage {
  /**
   * A folder of it is a link, or no folder (`link`); a path that it says leads out of the workspace (`path`): somebody made it
   * so, no Stemma does. Or it can't be looked at (`unreadable`): its files are there again once that is mended.
   */
  readonly kind: 'link' | 'path' | 'unreadable';
  /** For people, what is the matter: no sentence, and as it goes on after "because". */
  readonly message: string;
}

/** What keeps a batch from being looked at. */
export function damageOf(error: FileError): BatchDamage {
  if (isBehindLink(error))
    return { kind: 'link', message: 'a folder of it is a link, which is never followed' };
  return { kind: 'unreadable', message: `it can't be looked into: ${systemWords(error)}` };
}

/** That something else lies where a folder must. */
export function isNoFolder(what: string): BatchDamage {
  return { kind: 'link', message: `${what} is a link, or no folder` };
}

/** That something names a path that nothing of a workspace has. */
export function hasUncleanPath(what: string): BatchDamage {
  return { kind: 'path', message: `${what} names a path that leads out of the workspace` };
}
