import { counted, markdownCode, markdownProse } from 'acclimate/parts'
import type { Answer } from '../questions/ask.ts'
import { isFigure, shown } from '../questions/cells.ts'
import type { AnswerRow, Column } from '../questions/question.ts'
import type { FleetReport } from './fleet-report.ts'

/** Rows of each part that are told; a digest is read in a minute. */
const MAX_ROWS = 10

/** What a digest tells, in its order: what is new first. */
const PARTS: readonly (readonly [question: string, title: string, chooses: (row: AnswerRow) => boolean])[] = [
  ['changes', 'What changed', ({ way }) => way !== 'new'],
  ['readiness', 'Where things stand', ({ by }) => by === 'all' || by === 'team'],
  ['blockers', 'What to replace next', ({ frees }) => typeof frees === 'number' && frees > 0],
  ['minutes-away', 'Minutes away', () => true],
  ['failures', 'Not audited', () => true],
]

/** The week in Markdown, to be posted where people read. */
export function asDigest({ now, since, selection, answers }: FleetReport): string {
  const chosen = Object.entries(selection).map(([name, value]) => `${name} ${markdownCode(value)}`)
  const of = chosen.length > 0 ? ` (${chosen.join(', ')})` : ''
  const parts = PARTS.flatMap(([name, title, chooses]) => {
    const answer = answers.find(({ question }) => question.name === name)
    return answer ? part(answer, title, answer.rows.filter(chooses)) : []
  })
  return [`# On Metal, ${day(since)} to ${day(now)}${of}`, '', ...parts].join('\n')
}

function part({ question, says }: Answer, title: string, rows: readonly AnswerRow[]): readonly string[] {
  const told = rows.slice(0, MAX_ROWS)
  const more = rows.length - told.length
  return [
    `## ${title}`,
    '',
    ...says.map((sentence) => `- ${markdownProse(sentence)}`),
    '',
    ...(told.length > 0 ? [...table(question.columns, told), ''] : []),
    ...(more > 0 ? [`and ${counted(more, 'more row')}.`, ''] : []),
  ]
}

function table(columns: readonly Column[], rows: readonly AnswerRow[]): readonly string[] {
  return [
    line(columns.map(({ title }) => title)),
    line(columns.map(({ kind }) => (isFigure(kind) ? '--:' : '---'))),
    ...rows.map((row) => line(columns.map(({ key, kind }) => cellOf(row, key, kind)))),
  ]
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`
}

/** What comes from projects is code, in which nothing is a mention, an address or a mark. */
function cellOf(row: AnswerRow, key: string, kind: Column['kind']): string {
  const value = shown(row[key], kind)
  const isName = kind === 'repository' || (kind === 'text' && !PLAIN.has(key))
  return isName ? markdownCode(value) : markdownProse(value)
}

/** Columns in whose cells stand our own words. */
const PLAIN: ReadonlySet<string> = new Set(['by', 'way', 'kind', 'failure'])

function day(moment: string): string {
  return moment.slice(0, 10)
}
