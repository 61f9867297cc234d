import { asJson, asText } from 'acclimate/parts'
import { page } from '../generated/dashboard.ts'
import { figure } from '../questions/cells.ts'
import { says as blockersSay } from '../questions/blockers/prose.ts'
import { says as readinessSays } from '../questions/readiness/prose.ts'
import { blockers, readiness } from './answers.ts'
import type { DashboardData } from './data.ts'

/** Nothing is loaded, and nothing runs but the page's own script: what a repository says can do neither. */
export const POLICY = [
  "default-src 'none'",
  `script-src '${page.scriptHash}'`,
  `style-src '${page.styleHash}'`,
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
].join('; ')

/** The dashboard as one page that needs nothing else: what it comes to in plain HTML, all of it as data, and the script. */
export function dashboardPage(data: DashboardData): string {
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${POLICY}">`,
    '<meta name="viewport" content="width=device-width">',
    '<meta name="referrer" content="no-referrer">',
    '<title>The fleet on CUDA and Metal</title>',
    `<style>${page.style}</style>`,
    '</head>',
    '<body>',
    `<div id="page">${summary(data)}</div>`,
    `<script type="application/json" id="data">${asJson(data)}</script>`,
    `<script>${page.script}</script>`,
    '</body>',
    '</html>',
    '',
  ].join('\n')
}

/** Blockers and groups that are told without a script. */
const MAX_TOLD = 50

/** For readers without scripts, and until the script has read the data. */
function summary(data: DashboardData): string {
  const chosen = data.repositories.name.map((_, place) => place)
  const rows = readiness(data, chosen)
  const stops = blockers(data, chosen)
  return [
    '<main><h1>The fleet on CUDA and Metal</h1>',
    ...[...readinessSays(rows), ...blockersSay(stops)].map((sentence) => `<p>${asText(sentence)}</p>`),
    '<noscript><h2>What blocks most</h2><ul>',
    ...stops
      .slice(0, MAX_TOLD)
      .map((row) => `<li>${asText(row.name)}: stops ${figure(row.repositories)}, frees ${figure(row.frees)}</li>`),
    '</ul><h2>By team, language, framework</h2><ul>',
    ...rows
      .slice(1, MAX_TOLD)
      .map(
        (row) => `<li>${asText(row.name)}: ${figure(row.runs + row.limited)} of ${figure(row.repositories)} run</li>`,
      ),
    '</ul></noscript></main>',
  ].join('\n')
}
