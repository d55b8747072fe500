/** What the page's side of the double is started with; see `preloadHost`. */
export interface PreloadEnvironment {
  readonly binding: string;
  readonly emit: string;
  readonly platform: string;
}

/**
 * Runs in a page before its own scripts: hosts the real preload with the little of `electron` that a sandboxed one may
 * require. Only its source reaches the page, so it uses nothing from around it. As in Electron, frames inside the page get no
 * preload; the raw binding is left to them, as a broken renderer would have it.
 */
export function preloadHost(
  makeCodec: () => { pack(value: unknown): string; unpack(text: string): unknown },
  preload: (require: (id: string) => unknown, module: object, exports: object, process: object) => void,
  { binding, emit, platform }: PreloadEnvironment,
): void {
  const page = globalThis as unknown as Record<string, unknown> & { top: unknown };
  if (page.top !== globalThis) return;
  const { pack, unpack } = makeCodec();
  const send = page[binding] as (message: string) => Promise<string>;
  delete page[binding];
  const listeners = new Map<string, ((...args: unknown[]) => void)[]>();
  Object.defineProperty(page, emit, {
    value: (text: string) => {
      const { channel, args } = unpack(text) as { channel: string; args: unknown[] };
      for (const listener of listeners.get(channel) ?? []) listener({}, ...args);
    },
  });
  const ipcRenderer = {
    send: (channel: string, ...args: unknown[]) => void send(pack({ kind: 'send', channel, args })),
    invoke: async (channel: string, ...args: unknown[]) => {
      const reply = unpack(await send(pack({ kind: 'invoke', channel, args }))) as {
        error?: string;
        value?: unknown;
      };
      if (reply.error !== undefined) throw new Error(reply.error);
      return reply.value;
    },
    on: (channel: string, listener: (...args: unknown[]) => void) => {
      listeners.set(channel, [...(listeners.get(channel) ?? []), listener]);
    },
  };
  const electron = {
    ipcRenderer,
    contextBridge: {
      exposeInMainWorld: (name: string, api: object) => {
        Object.defineProperty(page, name, { value: Object.freeze({ ...api }), enumerable: true });
      },
    },
    webUtils: {
      getPathForFile: (file: { name: string }) =>
        (page['electronDoublePaths'] as Record<string, string> | undefined)?.[file.name] ?? '',
    },
  };
  const require = (id: string): unknown => {
    if (id === 'electron') return electron;
    throw new Error(`A sandboxed preload can't require ${id}.`);
  };
  const module = { exports: {} };
  preload(require, module, module.exports, { platform, env: {}, argv: [] });
}
