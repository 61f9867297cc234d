import type { Advice, AdviceOption } from '../../report/advice.ts'
import { asText } from '../html/escape.ts'
import { CHOICE_WORDS } from '../words.ts'
import { sourcesOf } from './markdown.ts'
import { rowsOf, wayOf } from './rows.ts'

/** Nothing runs and nothing is loaded. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"

const STYLE = `
:root { color-scheme: light dark; }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 46rem; margin: 0 auto; padding: 1rem; overflow-wrap: anywhere; }
section { border: 1px solid #8886; border-radius: .5rem; padding: 0 1rem 1rem; margin: 1rem 0; }
h1 { font-size: 1.6rem; } h2 { font-size: 1.1rem; }
dl { display: grid; grid-template-columns: minmax(5rem, auto) 1fr; gap: .3rem 1rem; margin: 0; }
dt { font-weight: 600; } dd { margin: 0; }
@media (max-width: 30rem) { dl { grid-template-columns: 1fr; gap: 0; } dd { margin-bottom: .5rem; } }
small { opacity: .8; }
`

/** The advice as one page that needs nothing else. */
export function adviceAsHtml({ options, recommendation, nextSteps, notes, tool }: Advice): string {
  const { choice, certainty, considerations = [], wouldChange = [] } = recommendation
  const title = `${CHOICE_WORDS[choice]}${certainty === 'certain' || choice === 'undecided' ? '' : ` (${certainty})`}`
  const sources = sourcesOf(options, considerations)
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${POLICY}">`,
    '<meta name="viewport" content="width=device-width">',
    '<meta name="referrer" content="no-referrer">',
    `<title>Advice: ${asText(title)}</title>`,
    `<style>${STYLE}</style>`,
    '</head>',
    '<body><main>',
    `<h1>Advice: ${asText(title)}</h1>`,
    ...listOf(
      'Why',
      considerations.map(({ text }) => text),
    ),
    ...options.map(optionOf),
    ...listOf(
      'What would change it',
      wouldChange.map(({ text }) => text),
    ),
    ...listOf('Next', nextSteps),
    ...listOf('Notes', notes),
    ...listOf(
      'Sources',
      sources.map(({ url, seen }) => `${url} (read ${seen})`),
    ),
    `<p><small>Facts as of ${asText(tool.knowledge)}, acclimate ${asText(tool.version)}.</small></p>`,
    '</main></body>',
    '</html>',
    '',
  ].join('\n')
}

function optionOf(option: AdviceOption, index: number): string {
  const rows = rowsOf(option).map(([label, text]) => `<dt>${asText(label)}</dt><dd>${asText(text)}</dd>`)
  return `<section><h2>${index + 1}. ${asText(option.name)} (${wayOf(option)})</h2><dl>${rows.join('')}</dl></section>`
}

function listOf(title: string, items: readonly string[]): string[] {
  return items.length === 0
    ? []
    : [`<h2>${title}</h2><ul>${items.map((item) => `<li>${asText(item)}</li>`).join('')}</ul>`]
}
