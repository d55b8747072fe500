import { element, xmlText } from '../svg/markup.ts';

/** What a node, or an edge, says: the name of the key, its type, and its value; null or empty where there is none. */
export type Said<Of> = readonly (readonly [
  string,
  'string' | 'int' | 'boolean',
  (of: Of) => string | number | boolean | null,
])[];

/** What a file of GraphML begins with. */
export const GRAPHML_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n';

/** Its name space. */
export const GRAPHML_SPACE = 'http://graphml.graphdrawing.org/xmlns';

/** Declares the keys by which nodes, or edges, say it. */
export function keysOf<Of>(said: Said<Of>, domain: 'node' | 'edge'): string[] {
  return said.map(([name, type]) =>
    element('key', { id: `${domain}_${name}`, for: domain, 'attr.name': name, 'attr.type': type }),
  );
}

/** What one of them says. */
export function dataOf<Of>(said: Said<Of>, domain: 'node' | 'edge', of: Of): string {
  return said
    .map(([name, , value]) => [name, value(of)] as const)
    .filter(([, value]) => value !== null && value !== '')
    .map(([name, value]) => element('data', { key: `${domain}_${name}` }, xmlText(String(value))))
    .join('');
}
