import { progressLine } from 'acclimate/command-parts'
import { counted, UsageError } from 'acclimate/parts'
import * as v from 'valibot'
import { ask, type Answer } from '../questions/ask.ts'
import type { Question } from '../questions/question.ts'
import { QUESTIONS } from '../questions/questions.ts'
import { type Period, type Selection, selectionSchema } from '../questions/selection.ts'
import type { OutcomeSource } from '../show/reports.ts'
import { openTables, type OpenTables } from '../tables/open.ts'
import { updateTables } from '../tables/update.ts'

/** Where a fleet is. */
export interface Place {
  /** Folder of the tables. */
  readonly folder: string
  readonly outcomes: OutcomeSource
  readonly quiet: boolean
}

type Flags = Readonly<Record<string, unknown>>

/** Brings the tables up to date, and lends them. Where another process has the store, they are asked as they are. */
export async function withTables<Result>(place: Place, use: (tables: OpenTables) => Promise<Result>): Promise<Result> {
  await update(place)
  const tables = await openTables(place.folder)
  try {
    return await use(tables)
  } finally {
    tables.close()
  }
}

/** Puts into the tables what they have not. */
export async function update({ folder, outcomes, quiet }: Place): Promise<void> {
  const progress = progressLine(quiet)
  try {
    await outcomes((store) =>
      updateTables(folder, store, (written) => progress.show(`${counted(written, 'outcome')} put into the tables`)),
    )
  } catch (error) {
    if (!(error instanceof Error && /in use by another process/.test(error.message))) throw error
    if (!quiet) process.stderr.write('warning: a run has the fleet’s file; answered from what was there before it\n')
  } finally {
    progress.clear()
  }
}

/** The questions of these names, all where there are none. Throws a UsageError for another. */
export function questionsOf(names: readonly string[]): readonly Question[] {
  const unknown = names.find((name) => !QUESTIONS.some((question) => question.name === name))
  if (unknown !== undefined) {
    throw new UsageError(`there is no question ${unknown}; there are ${QUESTIONS.map(({ name }) => name).join(', ')}`)
  }
  return QUESTIONS.filter(({ name }) => names.length === 0 || names.includes(name))
}

export async function answersTo(
  questions: readonly Question[],
  { connection }: OpenTables,
  selection: Selection,
  period: Period,
): Promise<readonly Answer[]> {
  const answers: Answer[] = []
  // One after the other: each has all processors.
  for (const question of questions) answers.push(await ask(connection, question, selection, period))
  return answers
}

export function selectionOf(flags: Flags): Selection {
  return v.parse(selectionSchema, flags)
}

/** The period that `--since` and `--now` mean. Throws a UsageError where they mean none. */
export function periodOf({ since, now }: Flags): Period {
  const end = now === undefined ? new Date() : momentOf('--now', String(now))
  const [, count, unit] = /^(\d{1,4})([dw])$/.exec(String(since)) ?? []
  const begin =
    count === undefined
      ? momentOf('--since', String(since))
      : new Date(end.getTime() - Number(count) * (unit === 'w' ? 7 : 1) * DAY)
  if (begin > end) throw new UsageError(`--since ${String(since)} is after ${end.toISOString()}`)
  return { now: end.toISOString(), since: begin.toISOString() }
}

const DAY = 86_400_000

function momentOf(flag: string, text: string): Date {
  const moment = new Date(text)
  if (!/^\d{4}-\d{2}-\d{2}/.test(text) || Number.isNaN(moment.getTime())) {
    throw new UsageError(`${flag} ${text} is no day; write 7d, 2w or 2026-11-28`)
  }
  return moment
}

/** A whole number of a flag. Throws a UsageError for anything else. */
export function wholeNumber(flag: string, text: unknown, most: number): number {
  const number = Number(text)
  if (!/^\d+$/.test(String(text)) || number > most)
    throw new UsageError(`${flag} ${String(text)} is no number up to ${most}`)
  return number
}
