import { readdirSync, readFileSync } from 'node:fs';
import { createServer, request } from 'node:http';
import { extname, join } from 'node:path';
import { pipeline } from 'node:stream';

/** The page runs its own scripts and styles, and talks to its own origin. The browser refuses everything else. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Files of other kinds are not served. */
const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** Headers that are about one connection, and say nothing about the next one. */
const HOP_BY_HOP = ['connection', 'keep-alive', 'proxy-connection', 'te', 'trailer', 'transfer-encoding', 'upgrade'];

/** Only this machine reaches the page. Browsers find it by the names `127.0.0.1` and `localhost`. */
const HOST = '127.0.0.1';

/**
 * Serves the built page and passes its GraphQL requests on, so that the page talks to its own origin alone: no CORS, and one
 * port to open.
 *
 * @param folder what `npm run build` writes
 * @param graphqlUrl where the requests for the same path go
 * @param agents whom the sign-in page offers, each with `fullName` and `authorization`
 */
export async function startPage({ folder, graphqlUrl, port, agents = [] }) {
  const files = readFiles(folder, agents);
  const target = new URL(graphqlUrl);
  const server = createServer((asked, response) => {
    const [path] = asked.url.split('?', 1);
    if (path === target.pathname) {
      passOn(asked, response, target);
    } else {
      sendFile(asked, response, files.get(path));
    }
  });
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, HOST, resolve);
  });
  return {
    port: server.address().port,
    stop: () =>
      new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  };
}

/** The files of a folder, each with its headers, by the path in a URL. */
function readFiles(folder, agents) {
  const names = readdirSync(folder, { recursive: true }).map((name) => name.replaceAll('\\', '/'));
  const files = names
    .filter((name) => extname(name) in TYPES)
    .map((name) => {
      const file = readFileSync(join(folder, name));
      const body = name === 'index.html' ? withAgents(file, agents) : file;
      // Vite names the files in assets/ after what is in them.
      const cache = name.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-store';
      return [`/${name}`, { body, headers: headersOf(body, TYPES[extname(name)], cache) }];
    });
  const paths = new Map(files);
  return paths.set('/', paths.get('/index.html'));
}

function withAgents(page, agents) {
  const list = JSON.stringify(agents).replaceAll('<', '\\u003c');
  return Buffer.from(page.toString().replace(/(id="agents">)\[\]/, (_, before) => before + list));
}

function headersOf(body, type, cache) {
  return {
    'content-type': type,
    'content-length': body.length,
    'cache-control': cache,
    'content-security-policy': POLICY,
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  };
}

function sendFile({ method }, response, file) {
  if (file === undefined) {
    sendText(response, 404, 'There is no such page.');
  } else if (method === 'GET' || method === 'HEAD') {
    response.writeHead(200, file.headers).end(method === 'GET' ? file.body : undefined);
  } else {
    sendText(response, 405, 'Send GET.', { allow: 'GET, HEAD' });
  }
}

function sendText(response, status, text, headers = {}) {
  const body = Buffer.from(`${text}\n`);
  response.writeHead(status, { ...headersOf(body, 'text/plain; charset=utf-8', 'no-store'), ...headers }).end(body);
}

/**
 * Passes a request on, once and with its headers, and streams the answer back without buffering, so that values of a subscription
 * arrive at once. If the client disconnects, the request to the server ends, too.
 */
function passOn(asked, response, target) {
  const { method, url: path, rawHeaders } = asked;
  // A new connection for each request: the server could just be closing a kept one.
  const onward = request(target, { agent: false, method, path, headers: endToEnd(rawHeaders) }, (answer) => {
    response.writeHead(answer.statusCode, answer.statusMessage, endToEnd(answer.rawHeaders));
    response.flushHeaders();
    // If the answer is cut off, so is the client's.
    pipeline(answer, response, () => undefined);
  });
  onward.on('error', () => {
    if (!response.headersSent) {
      sendText(response, 502, 'The GraphQL server does not answer.');
    }
  });
  response.on('close', () => {
    if (!response.writableFinished) {
      onward.destroy();
    }
  });
  asked.pipe(onward);
}

/** Names and values in turn, as `http` reads and writes them. */
function endToEnd(rawHeaders) {
  return rawHeaders.filter((_, index) => !HOP_BY_HOP.includes(rawHeaders[index - (index % 2)].toLowerCase()));
}
