import type { Finding, Report } from '../../report/report.ts'
import { byWeight } from '../by-weight.ts'
import { placeOf } from '../terminal/findings.ts'
import { counted } from '../terminal/page.ts'
import { metalWords } from '../metal-words.ts'
import { setAsideText } from '../set-aside.ts'
import { CHOICE_WORDS, EFFECT_WORDS, STATUS_WORDS } from '../words.ts'
import { asText } from './escape.ts'

/** Findings shown without a script; each costs its text twice. */
const MAX_FINDINGS = 200

/** The answer and what was found, for readers without scripts; the page's script replaces it. */
export function summary(report: Report): string {
  const { project, platforms, recommendation, findings } = report
  const others = setAsideText(report)
  const more = findings.length - MAX_FINDINGS
  return [
    `<main><h1>${asText(project.name)}</h1>`,
    `<p><b>Advice: ${CHOICE_WORDS[recommendation.choice]}</b></p>`,
    `<p>A Mac: ${asText(metalWords(report))}.</p>`,
    `<p>CUDA: ${STATUS_WORDS[platforms.cuda.status]}.</p>`,
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
