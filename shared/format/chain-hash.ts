/** SHA-256 of a text's UTF-8 bytes as hex digits. The caller brings it: code in `shared/` has no crypto. */
export type Sha256Hex = (text: string) => string;

/** The first 12 hex digits of the SHA-256 of the chain path's UTF-8 bytes: the middle of an artifact id. */
export function chainHash(chainPath: string, sha256Hex: Sha256Hex): string {
  return sha256Hex(chainPath).slice(0, 12).toLowerCase();
}
