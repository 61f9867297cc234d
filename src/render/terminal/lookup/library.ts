import type { AlternativeAnswer, LibraryAnswer, PlatformAnswer, StatementAnswer } from '../../../report/lookup.ts'
import { type Page, paragraph } from '../page.ts'
import { sourceLines } from './sources.ts'

const INDENT = 10

/** A library: how it fares on each platform, what to use instead, and what held before. */
export function librarySection(answer: LibraryAnswer, page: Page): string[] {
  const { bold } = page.colours
  const names = [answer.name, ...answer.pypi.filter((name) => name !== answer.name)].join(', ')
  const version = answer.version === undefined ? '' : ` ${answer.version}`
  return [
    ...paragraph(page, 0, '', `${names}${version} (${answer.category})`).map(bold),
    ...platformLines('Metal', answer.metal, page),
    ...platformLines('CUDA', answer.cuda, page),
    ...answer.alternatives.flatMap((alternative) => paragraph(page, 2, 'Instead ', insteadOf(alternative), bold)),
    ...historyLines('Metal', answer.metal, page),
    ...historyLines('CUDA', answer.cuda, page),
  ]
}

function insteadOf({ use, when, keeps, loses, effort }: AlternativeAnswer): string {
  const parts = [when, keeps, loses].filter((part) => part !== undefined)
  return `${use} (${effort})${parts.length === 0 ? '' : `: ${parts.join(' ')}`}`
}

function platformLines(label: string, statement: PlatformAnswer, page: Page): string[] {
  return [
    ...paragraph(page, 2, label.padEnd(INDENT - 2), statementText(statement), page.colours.bold),
    ...sourceLines(statement.sources, page, INDENT),
  ]
}

/** Statements for other versions or days. */
function historyLines(label: string, { history, ...holds }: PlatformAnswer, page: Page): string[] {
  const others = history.filter(({ since, until, status }) => {
    return since !== holds.since || until !== holds.until || status !== holds.status
  })
  return others.flatMap((statement) => paragraph(page, 2, '', `${label}, other versions: ${statementText(statement)}`))
}

function statementText(statement: StatementAnswer): string {
  const { status, installs, gpu, note, backend } = statement
  const facts = [
    status,
    installs === undefined ? undefined : installs ? 'installs' : 'does not install',
    gpu === undefined ? undefined : gpu ? `uses the GPU${backend === undefined ? '' : ` (${backend})`}` : 'no GPU path',
  ].filter((fact) => fact !== undefined)
  const range = rangeOf(statement)
  return `${facts.join(', ')}${range === '' ? '' : `, ${range}`}.${note === undefined ? '' : ` ${note}`}`
}

function rangeOf({ since, until, from, to }: StatementAnswer): string {
  const begins = since === undefined ? from : from === undefined ? since : `${since} (${from})`
  const ends = until === undefined ? to : to === undefined ? until : `${until} (${to})`
  return [begins === undefined ? '' : `since ${begins}`, ends === undefined ? '' : `before ${ends}`]
    .filter((part) => part !== '')
    .join(', ')
}
