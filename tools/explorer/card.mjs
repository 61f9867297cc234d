/**
 * Draws web/explorer/static/card.png, the picture that links to the site are shown with, in Chromium. It is kept in the
 * repository, since builds have no browser; run this after a change of the words or colours.
 *
 * usage: node tools/explorer/card.mjs
 */
import { readFileSync } from 'node:fs'
import { chromium } from 'playwright-core'
import { chromium as pathOf } from '../chromium.mjs'
import { root } from '../install.mjs'

const icon = readFileSync(`${root}web/explorer/static/icon.svg`, 'utf8')
const html = `<!doctype html><style>
  body { margin: 0; width: 1200px; height: 630px; box-sizing: border-box; padding: 84px 96px; background: #131619; color: #e9ebee;
    font: 40px/1.35 system-ui, sans-serif; display: flex; flex-direction: column; justify-content: space-between }
  h1 { margin: 0; font-size: 116px; line-height: 1; white-space: nowrap; letter-spacing: -0.03em }
  p { margin: 28px 0 0; max-width: 20em; color: #a9b2bc }
  div { display: flex; gap: 24px; align-items: center; font-weight: 700 }
  svg { width: 72px; height: 72px }
  i { color: #83d19f; font-style: normal } b { color: #8ab8f7 }
</style><main><h1><i>CUDA</i> or <b>Metal</b>?</h1><p>Whether a project, a library or a model lives well on either: with the line, the fix and the source.</p></main>
<div>${icon} Acclimate</div>`

const executablePath = pathOf()
const browser = await chromium.launch({ ...(executablePath ? { executablePath } : {}), args: ['--no-sandbox'] })
const page = await browser.newPage({ viewport: { width: 1200, height: 630 } })
await page.setContent(html)
await page.screenshot({ path: `${root}web/explorer/static/card.png` })
await browser.close()
