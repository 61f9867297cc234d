import { pageFor, paragraph } from 'acclimate/parts'
import type { Answer } from '../questions/ask.ts'
import { isFigure, shown } from '../questions/cells.ts'
import type { FleetReport } from './fleet-report.ts'
import { type TableColumn, tableLines } from './text-table.ts'

export interface TerminalOptions {
  readonly columns: number
  readonly colour: boolean
  /** Rows of each answer that are told. */
  readonly rows: number
}

/** The answers for a terminal: what each comes to, and the first rows of it. */
export function asTerminalText({ answers, selection }: FleetReport, options: TerminalOptions): string {
  const page = pageFor(options)
  const chosen = Object.entries(selection).map(([name, value]) => `${name} ${value}`)
  return [
    ...(chosen.length > 0 ? [...paragraph(page, 0, '', `Of all only: ${chosen.join(', ')}.`), ''] : []),
    ...answers.flatMap((answer) => [...answerLines(answer, options), '']),
  ].join('\n')
}

function answerLines({ question, says, rows }: Answer, options: TerminalOptions): readonly string[] {
  const page = pageFor(options)
  const told = rows.slice(0, options.rows)
  const more = rows.length - told.length
  const columns: readonly TableColumn[] = question.columns.map(({ key, title, kind }) => ({
    title,
    isFigure: isFigure(kind),
    cells: told.map((row) => shown(row[key], kind)),
  }))
  return [
    page.colours.bold(question.title),
    ...says.flatMap((sentence) => paragraph(page, 0, '', sentence)),
    ...(told.length > 0 ? ['', ...tableLines(columns, page.columns, page.colours.dim)] : []),
    ...(more > 0 ? [page.colours.dim(`  and ${more} more; --rows shows as many as you say`)] : []),
  ]
}
