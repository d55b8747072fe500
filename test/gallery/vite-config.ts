import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import type { InlineConfig, Plugin, PreviewServer, ViteDevServer } from 'vite';
import { root } from '../../build/paths.mjs';
import type { GalleryCore } from './gallery-core.ts';
import { GALLERY_PATHS } from './page/workspace-names.ts';

const page = join(root, 'test', 'gallery', 'page');

/** Has a server of Vite connect pages to the core, and tell them what it holds. */
function galleryPlugin(core: GalleryCore): Plugin {
  const serve = ({ middlewares, httpServer }: PreviewServer | ViteDevServer): void => {
    middlewares.use(GALLERY_PATHS.workspaces, (_request, response) => {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(core.ids));
    });
    httpServer?.on('upgrade', (request, socket, head: Buffer) => {
      core.upgrade(request, socket, head);
    });
  };
  return { name: 'stemma-gallery', configureServer: serve, configurePreviewServer: serve };
}

/**
 * How Vite serves and builds the gallery; it is no part of what `npm run build` makes.
 *
 * @param core whom pages are connected to; null where nothing is served
 */
export function galleryConfig(core: GalleryCore | null, port: number): InlineConfig {
  return {
    configFile: false,
    root: page,
    base: './',
    logLevel: 'warn',
    cacheDir: join(root, 'node_modules', '.vite-gallery'),
    plugins: [react(), ...(core === null ? [] : [galleryPlugin(core)])],
    optimizeDeps: { entries: ['index.html', 'exhibit.html'] },
    server: { host: '127.0.0.1', port, fs: { allow: [root] } },
    preview: { host: '127.0.0.1', port },
    build: {
      outDir: join(root, 'out', 'gallery'),
      emptyOutDir: true,
      target: 'chrome140',
      minify: false,
      reportCompressedSize: false,
      chunkSizeWarningLimit: Number.POSITIVE_INFINITY,
      rolldownOptions: { input: [join(page, 'index.html'), join(page, 'exhibit.html')] },
    },
  };
}
