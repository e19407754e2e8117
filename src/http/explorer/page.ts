import type { BundleFiles } from './bundle.js';
import type { ExplorerSettings } from './settings.js';

/** Where the bundle is served, relative to the page, so that it works behind a proxy with its own path. */
const ASSETS = 'graphql/explorer';

/** The HTML in which the explorer starts. Until then it shows a frame with the explorer's name. */
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

/** The page's Content Security Policy: run its own script and call its own server. The style elements are the editor's. */
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

/**
 * Features that the page does not need. Browsers warn about unknown names; every browser that supports the header knows
 * these.
 */
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

/** JSON that cannot end the element around it, or begin a comment. */
function inScript(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c');
}
