/** A page of the documentation with its frame: the menu, the search, and the way to the next pages. */
import { posix } from 'node:path'
import { escaped } from './render-page.mjs'

/** Pages load what stands beside them, and nothing else. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'"

/**
 * @param {{ page: string, title: string, html: string }} rendered
 * @param {readonly { title: string, pages: readonly { page: string, title: string }[] }[]} menu
 */
export function documentOf({ page, title, html }, menu) {
  const to = (path) => posix.relative(posix.dirname(page), path) || posix.basename(path)
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width">
<title>${escaped(title)}${title === 'Acclimate' ? '' : ' · Acclimate'}</title>
<link rel="stylesheet" href="${to('docs.css')}">
<script src="${to('search.js')}" data-index="${to('search-index.js')}" data-root="${to('index.html').replace(/index\.html$/, '')}" defer></script>
</head>
<body>
<a class="skip" href="#text">Skip to the text</a>
<header>
<a class="name" href="${to('index.html')}">Acclimate</a>
<search hidden><input type="search" aria-label="Search the documentation" placeholder="Search: press /"><div class="results" role="status"></div></search>
</header>
<nav aria-label="Pages">
<details><summary>All pages</summary>
${menu.map((part) => menuPart(part, page, to)).join('\n')}
</details>
</nav>
<main id="text">
${html}
</main>
</body>
</html>
`
}

function menuPart({ title, pages }, current, to) {
  const items = pages.map(({ page, title: name }) => {
    const mark = page === current ? ' aria-current="page"' : ''
    return `<li><a href="${to(page)}"${mark}>${escaped(name)}</a></li>`
  })
  return `<b>${escaped(title)}</b><ul>${items.join('')}</ul>`
}
