import type { Platforms, Report, Status } from '../../report/report.ts'
import { cudaWords, metalWords, openPlaces } from '../metal-words.ts'
import { nothingToJudge } from '../nothing-to-judge.ts'
import { setAsideText } from '../set-aside.ts'
import { advised, considered } from './considered.ts'
import { counted, type Page, paragraph } from './page.ts'

/** Reasons that are given at the top; the findings below say the same with their places. */
const MAX_REASONS = 3

const LABEL_COLUMNS = 10

type Judged = Platforms['metal'] | Platforms['cuda']

/** What happens to the project, in a few lines. */
export function headline(report: Report, page: Page): string[] {
  const { project, target, platforms, recommendation } = report
  const { bold } = page.colours
  const mac = `macOS ${target.osVersion}, Python ${target.python}`
  const nothing = nothingToJudge(report)
  if (nothing !== undefined) {
    return [
      ...paragraph(page, 0, '', project.name).map(bold),
      '',
      ...paragraph(page, 2, '', nothing.text),
      ...row(page, 'Set aside', setAsideText(report) ?? ''),
    ]
  }
  return [
    ...paragraph(page, 0, '', `${project.name} on a Mac with Apple silicon (${mac})`).map(bold),
    '',
    ...row(page, 'Mac', metalWords(report), platforms.metal.status),
    ...reasonsFor(report, page, platforms.metal),
    ...row(page, '', work(report)),
    ...row(page, 'Open', openText(report)),
    ...row(page, 'CUDA', cudaWords(report), platforms.cuda.status),
    ...reasonsFor(report, page, platforms.cuda),
    ...row(page, 'Set aside', setAsideText(report) ?? ''),
    ...row(page, 'Advice', advised(recommendation)),
    ...considered(recommendation, page, 2 + LABEL_COLUMNS, MAX_REASONS),
  ]
}

/** Places that were not followed, on which the rest may depend. */
function openText(report: Report): string {
  const places = openPlaces(report)
  return places === undefined ? '' : `${places} could not be followed`
}

/** The status alone does not say what is missing or in the way; of several projects, the report on each says it. */
function reasonsFor({ projects }: Report, page: Page, { status, reasons }: Judged): string[] {
  if (projects !== undefined || (status !== 'unknown' && status !== 'blocked')) return []
  return reasons.slice(0, MAX_REASONS).flatMap(({ text }) => paragraph(page, 2 + LABEL_COLUMNS, '- ', text))
}

function work({ platforms: { metal } }: Report): string {
  const { automatic, manual } = metal.edits
  if (automatic + manual === 0) return ''
  const parts = [
    automatic > 0 ? `${counted(automatic, 'finding')} can be mended by a program (port)` : '',
    manual > 0 ? `${automatic > 0 ? manual : counted(manual, 'finding')} by hand` : '',
  ].filter((part) => part !== '')
  const effort = metal.effort === 'unknown' || metal.effort === 'none' ? '' : `; ${metal.effort} of work`
  return parts.join(', ') + effort
}

function row(page: Page, label: string, text: string, status?: Status): string[] {
  if (text === '') return []
  const { bold, green, red, yellow } = page.colours
  const paint = status === 'blocked' ? red : status === 'runs' ? green : status === undefined ? bold : yellow
  return paragraph(page, 2, label.padEnd(LABEL_COLUMNS), text, paint)
}
