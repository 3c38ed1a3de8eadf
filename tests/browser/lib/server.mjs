// Serves a built site the way its host does: under a path, with the header that planbook prescribes.

import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib';

const TYPES = {
  '.html': 'text/html; charset=utf-8', '.css': 'text/css; charset=utf-8', '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml', '.json': 'application/json', '.csv': 'text/csv; charset=utf-8', '.xml': 'application/xml',
  '.png': 'image/png', '.txt': 'text/plain; charset=utf-8', '.webmanifest': 'application/manifest+json',
};

/** The policy as the program has it. Its own source is the one place where it stands. */
export const POLICY = /SECURITY_POLICY: &str = "([^"]+)"/.exec(
  readFileSync(new URL('../../../src/finish.rs', import.meta.url), 'utf8'))[1];

/** Serves a folder of this machine on a free port, to this machine alone. */
export async function serve(folder, prefix) {
  const kept = new Map();
  // Compressed once, as hosts do.
  const read = (path) => {
    if (!kept.has(path)) kept.set(path, brotliCompressSync(readFileSync(join(folder, path))));
    return kept.get(path);
  };
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, 'http://localhost');
    const asked = decodeURIComponent(pathname);
    let path = asked.slice(prefix.length).replace(/^$|\/$/, '$&index.html');
    let status = 200;
    let body;
    try {
      if (!asked.startsWith(prefix)) throw new Error('not of this site');
      body = read(path);
    } catch {
      [status, path] = [404, '404.html'];
      body = read(path);
    }
    // All browsers take it; the validator does not.
    const compressed = request.headers['accept-encoding']?.includes('br');
    if (!compressed) body = brotliDecompressSync(body);
    response.writeHead(status, {
      ...(compressed && { 'Content-Encoding': 'br' }),
      'Content-Type': TYPES[extname(path)] ?? 'application/octet-stream',
      'Content-Length': body.length,
      'Content-Security-Policy': POLICY,
    });
    response.end(body);
  });
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  // A test that has ended must not wait for a browser that keeps its connection.
  server.unref();
  return {
    address: `http://127.0.0.1:${server.address().port}${prefix}`,
    /** Bytes of a file as it travels. */
    size: (path) => read(path).length,
    close: () => server.close(),
  };
}
