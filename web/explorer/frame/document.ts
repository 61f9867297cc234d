import { rootFrom } from '../route/place.ts'

/** The files that a page needs, by their paths in the site. */
export interface Assets {
  readonly script: string
  /** Modules that the script asks for as soon as it runs. */
  readonly preloads: readonly string[]
  readonly styles: readonly string[]
}

/** A page as a file. */
export interface PlainPage {
  readonly path: string
  readonly title: string
  readonly description: string
  /** Inside of the body, as HTML. */
  readonly body: string
}

/**
 * Nothing comes from elsewhere, nothing is inline, and nothing is sent. Workers have the policy that they are served
 * with: WebAssembly, which the grammar needs for broken Python, is compiled there and never here.
 */
export const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
].join('; ')

/**
 * A page as HTML.
 *
 * @param address - where the site will stand, ending in a slash; links to pages and pictures are relative where it is
 *   not known
 * @param root - the way to the site's root; follows from the path where absent
 */
export function documentOf(page: PlainPage, assets: Assets, address = '', root = rootFrom(page.path)): string {
  const absolute = (path: string) => asText(address === '' ? root + path : address + path)
  const title = page.path === '' ? page.title : `${page.title} · Acclimate`
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${POLICY}">`,
    '<meta name="viewport" content="width=device-width">',
    '<meta name="color-scheme" content="light dark">',
    '<meta name="referrer" content="no-referrer">',
    `<title>${asText(title)}</title>`,
    `<meta name="description" content="${asText(page.description)}">`,
    `<link rel="canonical" href="${absolute(page.path)}">`,
    '<meta property="og:type" content="website">',
    `<meta property="og:title" content="${asText(page.title)}">`,
    `<meta property="og:description" content="${asText(page.description)}">`,
    `<meta property="og:url" content="${absolute(page.path)}">`,
    `<meta property="og:image" content="${absolute('card.png')}">`,
    '<meta name="twitter:card" content="summary_large_image">',
    `<link rel="icon" href="${root}icon.svg">`,
    `<link rel="manifest" href="${root}site.webmanifest">`,
    ...assets.styles.map((path) => `<link rel="stylesheet" href="${root}${path}">`),
    ...assets.preloads.map((path) => `<link rel="modulepreload" href="${root}${path}">`),
    `<script type="module" src="${root}${assets.script}"></script>`,
    '</head>',
    `<body>${page.body}</body>`,
    '</html>',
    '',
  ].join('\n')
}

function asText(text: string): string {
  return text.replace(/[<>&"]/g, (mark) => `&#${mark.charCodeAt(0)};`)
}
