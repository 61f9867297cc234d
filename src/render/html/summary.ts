import type { Finding, Report } from '../../report/report.ts'
import { byWeight } from '../by-weight.ts'
import { placeOf } from '../terminal/findings.ts'
import { counted } from '../terminal/page.ts'
import { cudaWords, metalWords } from '../metal-words.ts'
import { setAsideText } from '../set-aside.ts'
import { CHOICE_WORDS, EFFECT_WORDS, STATUS_CHIPS } from '../words.ts'
import { asText } from './escape.ts'

/** Findings shown without a script; each costs its text twice. */
const MAX_FINDINGS = 200

/** The answer and what was found, for readers without scripts; the page's script replaces it. */
export function summary(report: Report): string {
  const { project, recommendation, findings } = report
  const others = setAsideText(report)
  const more = findings.length - MAX_FINDINGS
  return [
    `<main><h1>${asText(project.name)}</h1>`,
    `<p><b>Advice: ${CHOICE_WORDS[recommendation.choice]}</b></p>`,
    `<p>A Mac: ${asText(metalWords(report))}.</p>`,
    `<p>CUDA: ${cudaWords(report)}.</p>`,
    ...projectItems(report),
    others === undefined ? '' : `<p>Set aside: ${others}.</p>`,
    `<noscript><h2>${counted(findings.length, 'finding')}</h2><ul>`,
    ...byWeight(findings)
      .slice(0, MAX_FINDINGS)
      .map((finding) => item(finding)),
    more > 0 ? `<li>and ${more} more</li>` : '',
    '</ul></noscript></main>',
  ].join('\n')
}

function item({ effect, message, sites, fix }: Finding): string {
  const [first] = sites
  const place = first ? `<code>${asText(placeOf(first))}</code> ` : ''
  const advice = fix ? ` Fix: ${asText(fix.summary)}` : ''
  return `<li>${place}<b>${EFFECT_WORDS[effect]}</b>: ${asText(message)}${advice}</li>`
}

/** Projects that are listed without a script. */
const MAX_PROJECTS = 200

function projectItems({ projects = [] }: Report): string[] {
  if (projects.length === 0) return []
  const items = projects
    .slice(0, MAX_PROJECTS)
    .map(({ root, platforms }) => `<li><code>${asText(root)}</code> ${STATUS_CHIPS[platforms.metal.status]}</li>`)
  return [`<noscript><h2>${counted(projects.length, 'project')}</h2><ul>`, ...items, '</ul></noscript>']
}
