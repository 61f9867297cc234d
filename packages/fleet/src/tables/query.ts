import type { DuckDBConnection, StatementType } from '@duckdb/node-api'
import { duckdb } from '../duckdb.ts'
import { UsageError } from 'acclimate/parts'

/** The answer to SQL of the user. */
export interface Answer {
  readonly columns: readonly string[]
  /** Numbers, texts, truth values and null; all else is a text as DuckDB writes it. */
  readonly rows: readonly (readonly Cell[])[]
}

export type Cell = string | number | boolean | null

/** Statements that only look. */
const READING: ReadonlySet<StatementType> = new Set([duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN])

/** Answers one statement that reads. Throws a UsageError with DuckDB's words where it is not one, or is wrong. */
export async function query(connection: DuckDBConnection, sql: string): Promise<Answer> {
  try {
    const statements = await connection.extractStatements(sql)
    if (statements.count !== 1)
      throw new UsageError(`one statement is answered at a time; there are ${statements.count}`)
    const statement = await statements.prepare(0)
    if (!READING.has(statement.statementType)) throw new UsageError('the tables are read only: write a SELECT')
    const reader = await statement.runAndReadAll()
    return { columns: reader.deduplicatedColumnNames(), rows: reader.getRowsJson().map((row) => row.map(cellOf)) }
  } catch (error) {
    if (error instanceof UsageError) throw error
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
}

function cellOf(value: unknown): Cell {
  if (value === null || value === undefined) return null
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value
  return JSON.stringify(value)
}
