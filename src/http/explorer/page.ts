import type { BundleFiles } from './bundle.js';
import type { ExplorerSettings } from './settings.js';

/** Where the bundle is served, seen from the page. Relative, so that it holds behind a proxy with a path of its own. */
const ASSETS = 'graphql/explorer';

/** The HTML in which the explorer starts; until it has, a frame with its name. */
export function explorerPage(files: BundleFiles, settings: ExplorerSettings): string {
  const fonts = files.fonts.map(
    (font) => `<link rel="preload" href="${ASSETS}/${font}" as="font" type="font/woff2" crossorigin>`,
  );
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>superoffice-graphql</title>
<link rel="icon" href="${ASSETS}/${files.icon}">
<link rel="license" href="${ASSETS}/${files.licences}">
<script src="${ASSETS}/${files.themeScript}"></script>
<link rel="stylesheet" href="${ASSETS}/${files.style}">
${fonts.join('\n')}
<script type="application/json" id="settings">${inScript(settings)}</script>
<script type="module" src="${ASSETS}/${files.script}"></script>
</head>
<body>
<div id="explorer"><header class="top-bar"><span class="brand">superoffice-graphql</span></header></div>
<noscript>The explorer needs JavaScript. The server does not: send it operations with POST.</noscript>
</body>
</html>
`;
}

/** What the page may do: run its own script and talk to its own server. Style elements are the editor's. */
export function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "connect-src 'self'",
    "font-src 'self'",
    "img-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');
}

/** What the page has no use for. Browsers complain about names that they do not know: these are known to all that know the header. */
const UNUSED_FEATURES = [
  ...['accelerometer', 'autoplay', 'camera', 'display-capture', 'encrypted-media', 'fullscreen', 'geolocation'],
  ...['gyroscope', 'magnetometer', 'microphone', 'midi', 'payment', 'picture-in-picture'],
  ...['publickey-credentials-get', 'screen-wake-lock', 'usb', 'xr-spatial-tracking'],
];

/** Headers that keep the page and its files apart from pages of other origins. */
export const ISOLATION = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': UNUSED_FEATURES.map((feature) => `${feature}=()`).join(', '),
} as const;

/** JSON in which nothing can end the element, or begin a comment, that it stands in. */
function inScript(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c');
}
