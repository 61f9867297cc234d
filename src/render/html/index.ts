import { page } from '../../generated/page.ts'
import type { Report } from '../../report/report.ts'
import type { Output } from '../output.ts'
import { asJson, asText } from './escape.ts'
import { packed } from './pack.ts'
import { summary } from './summary.ts'

/** Nothing is loaded, and nothing runs but the page's own script: what a project says can do neither. */
const POLICY = [
  "default-src 'none'",
  `script-src '${page.scriptHash}'`,
  `style-src '${page.styleHash}'`,
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
].join('; ')

/** One page that needs nothing else: the answer in plain HTML, the Report as data, and the script that shows all of it. */
export const output = {
  name: 'html',
  purpose: 'one page to open or send',
  render(report: Report) {
    return [
      '<!doctype html>',
      '<html lang="en">',
      '<head>',
      '<meta charset="utf-8">',
      `<meta http-equiv="Content-Security-Policy" content="${POLICY}">`,
      '<meta name="viewport" content="width=device-width">',
      '<meta name="referrer" content="no-referrer">',
      `<title>${asText(report.project.name)} on CUDA and Metal</title>`,
      `<style>${page.style}</style>`,
      '</head>',
      '<body>',
      `<div id="page">${summary(report)}</div>`,
      `<script type="application/json" id="report">${asJson(packed(report))}</script>`,
      `<script>${page.script}</script>`,
      '</body>',
      '</html>',
      '',
    ].join('\n')
  },
} satisfies Output
