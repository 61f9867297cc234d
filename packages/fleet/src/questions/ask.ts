import type { DuckDBConnection } from '@duckdb/node-api'
import type { AnswerRow, Question } from './question.ts'
import { CHOSEN, parametersFor, type Period, type Selection } from './selection.ts'

/** The answer to a question. */
export interface Answer {
  readonly question: Question
  readonly rows: readonly AnswerRow[]
  /** What it comes to, in sentences. */
  readonly says: readonly string[]
}

/** Asks one question about the chosen repositories. */
export async function ask(
  connection: DuckDBConnection,
  question: Question,
  selection: Selection,
  period: Period,
): Promise<Answer> {
  const rows = await rowsOf(connection, question.sql, selection, period)
  return { question, ...question.read(rows) }
}

/** The rows of a statement that goes on from `chosen`. */
export async function rowsOf(
  connection: DuckDBConnection,
  rest: string,
  selection: Selection,
  period: Period,
): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const sql = `${CHOSEN}${rest}`
  const reader = await connection.runAndReadAll(sql, parametersFor(sql, selection, period))
  return reader.getRowObjectsJS()
}
