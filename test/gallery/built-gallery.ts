import { build, preview } from 'vite';
import { startGalleryCore } from './gallery-core.ts';
import { galleryConfig } from './vite-config.ts';

/** The gallery as it is walked through: built, and served over a core of its own. */
export interface BuiltGallery {
  /** The address of the page that shows one exhibit alone. */
  readonly url: string;
  close(): Promise<void>;
}

/** Builds it for users, whoever asks: React's half for developers is slow, and tells of itself on the console. */
async function buildPages(): Promise<void> {
  const before = process.env['NODE_ENV'];
  process.env['NODE_ENV'] = 'production';
  try {
    await build(galleryConfig(null, 0));
  } finally {
    if (before === undefined) delete process.env['NODE_ENV'];
    else process.env['NODE_ENV'] = before;
  }
}

/** Builds the gallery and serves it on a free port; `log` is told of bugs of the core. */
export async function startBuiltGallery(log: (what: string, error: unknown) => void): Promise<BuiltGallery> {
  const [core] = await Promise.all([startGalleryCore(log), buildPages()]);
  const server = await preview(galleryConfig(core, 0));
  const url = server.resolvedUrls?.local[0];
  if (url === undefined) throw new Error('Vite gave no address');
  return {
    url: new URL('exhibit.html', url).href,
    close: async () => {
      await server.close();
      await core.close();
    },
  };
}
