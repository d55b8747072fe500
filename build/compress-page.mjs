import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const brotliOf = promisify(brotliCompress);
const gzipOf = promisify(gzip);

/** What shrinks; fonts are compressed as they are, and what is for debuggers alone is not worth the time. */
const compressible = /\.(?:html|js|css|svg|json)$/;

/** Below this a header costs more than the compression brings, in bytes. */
const worthIt = 1024;

/**
 * Lays a `.br` and a `.gz` beside each file of the page, for the browser host: a page may come through a tunnel from
 * another machine, and compressing this well takes too long to do it for each request.
 *
 * @returns {import('vite').Plugin}
 */
export function compressPage() {
  return {
    name: 'stemma:compress-page',
    apply: 'build',
    enforce: 'post',
    applyToEnvironment: (environment) => environment.name === 'client',
    generateBundle: {
      order: 'post',
      async handler(_options, bundle) {
        for (const [name, file] of Object.entries(bundle)) {
          if (!compressible.test(name)) continue;
          const bytes = Buffer.from(file.type === 'chunk' ? file.code : file.source);
          if (bytes.length < worthIt) continue;
          const params = {
            [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
            [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
          };
          const [br, gz] = await Promise.all([brotliOf(bytes, { params }), gzipOf(bytes, { level: 9 })]);
          this.emitFile({ type: 'asset', fileName: `${name}.br`, source: br });
          this.emitFile({ type: 'asset', fileName: `${name}.gz`, source: gz });
        }
      },
    },
  };
}
