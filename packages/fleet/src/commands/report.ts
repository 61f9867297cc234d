import { render } from 'acclimate'
import { placeOfOutput, progressLine, writeOutput } from 'acclimate/command-parts'
import { counted, UsageError } from 'acclimate/parts'
import { mkdirSync, writeFileSync } from 'node:fs'
import { basename, dirname, extname, join } from 'node:path'
import { dashboardPage } from '../dashboard/page.ts'
import { gather } from '../dashboard/gather.ts'
import type { Question } from '../questions/question.ts'
import type { Period, Selection } from '../questions/selection.ts'
import { asCsv } from '../show/csv.ts'
import { asJsonDocument } from '../show/json.ts'
import { writeParquet } from '../show/parquet.ts'
import { reportOf } from '../show/reports.ts'
import { asTerminalText } from '../show/terminal.ts'
import type { OpenTables } from '../tables/open.ts'
import { answersTo, periodOf, type Place, questionsOf, selectionOf, wholeNumber, withTables } from './answering.ts'

type Flags = Readonly<Record<string, unknown>>

/** `acclimate fleet report`. */
export async function runReport(place: Place, names: readonly string[], flags: Flags): Promise<number> {
  const questions = questionsOf(names)
  const selection = selectionOf(flags)
  const period = periodOf(flags)
  const rows = wholeNumber('--rows', flags['rows'], 1_000_000)
  if (flags['withReports'] === true && flags['html'] === undefined) throw new UsageError('--with-reports needs --html')
  await withTables(place, async (tables) => {
    if (flags['html'] !== undefined) {
      await writeDashboard(place, tables, { selection, period }, String(flags['html']), flags['withReports'] === true)
      return
    }
    const output = flags['output'] === undefined ? undefined : String(flags['output'])
    const format = flags['format']
    if (format === 'csv' || format === 'parquet') {
      await writeEach(place.folder, tables, questions, { selection, period }, format, output)
      return
    }
    const report = { ...period, selection, answers: await answersTo(questions, tables, selection, period) }
    const terminal = () => asTerminalText(report, { ...placeOfOutput(output), rows })
    writeOutput(format === 'json' ? asJsonDocument(report) : terminal(), output)
  })
  return 0
}

interface Asked {
  readonly selection: Selection
  readonly period: Period
}

/** A file for each question: a table has one kind of row. */
async function writeEach(
  folder: string,
  tables: OpenTables,
  questions: readonly Question[],
  { selection, period }: Asked,
  format: 'csv' | 'parquet',
  output: string | undefined,
): Promise<void> {
  const one = questions.length === 1
  if (!one && output === undefined)
    throw new UsageError(`--format ${format} of several questions needs --output FOLDER`)
  if (format === 'parquet' && output === undefined) throw new UsageError('--format parquet needs --output FILE')
  if (!one && output !== undefined) mkdirSync(output, { recursive: true })
  for (const question of questions) {
    const file = one || output === undefined ? output : join(output, `${question.name}.${format}`)
    if (format === 'csv') {
      const [answer] = await answersTo([question], tables, selection, period)
      if (answer) writeOutput(asCsv(answer), file)
    } else if (file !== undefined) {
      await writeParquet({ ...tables, folder }, question, { selection, period }, file)
    }
  }
}

async function writeDashboard(
  place: Place,
  { connection }: OpenTables,
  { selection, period }: Asked,
  file: string,
  withReports: boolean,
): Promise<void> {
  const data = await gather(connection, selection, period)
  if (!withReports) return writeOutput(dashboardPage(data), file)
  const folder = `${basename(file, extname(file))}-reports`
  const beside = join(dirname(file), folder)
  mkdirSync(beside, { recursive: true })
  const progress = progressLine(place.quiet)
  const { outcome, failure } = data.repositories
  for (const [index, number] of outcome.entries()) {
    if ((failure[index] ?? -1) >= 0) continue
    const report = await reportOf(place.folder, number, place.outcomes)
    if (report) writeFileSync(join(beside, `${number}.html`), await render(report, 'html'))
    progress.show(`${index + 1} of ${counted(outcome.length, 'report')} written`)
  }
  progress.clear()
  writeOutput(dashboardPage({ ...data, reportsAt: `${encodeURIComponent(folder)}/*.html` }), file)
}
