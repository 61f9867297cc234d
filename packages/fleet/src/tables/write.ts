import type { DuckDBAppender, DuckDBConnection } from '@duckdb/node-api'
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { duckdb } from '../duckdb.ts'
import type { Outcome } from '../store/outcome.ts'
import { fileOf, folderOf, type Part, partsIn, quoted } from './parts.ts'
import { rowsOf } from './rows.ts'
import { type Row, TABLE_NAMES, TABLES, type TableName } from './tables.ts'

/** Outcomes of a part: their rows are held in memory until it is written. */
const PART_SIZE = 5_000
/** Parts that are read side by side; more make every question slower. */
const MAX_PARTS = 16
/** Outcomes of parts that are merged; larger ones stay as they are, so that no row is written again and again. */
const MERGED_SIZE = 100_000

/** The number of the last outcome in the tables; 0 where there is none. */
function lastNumber(folder: string): number {
  return partsIn(folder).parts.at(-1)?.to ?? 0
}

/**
 * Adds outcomes to the tables in a folder, which is made where it is missing. Whoever is cut short leaves whole parts, and
 * adds the rest next time.
 *
 * @param onPart - called with the number of outcomes that are written so far
 */
export async function addOutcomes(
  folder: string,
  outcomes: AsyncIterable<Outcome> | Iterable<Outcome>,
  onPart: (written: number) => void = () => {},
): Promise<void> {
  mkdirSync(folder, { recursive: true })
  let batch: Outcome[] = []
  let written = 0
  const flush = async () => {
    await writePart(folder, batch)
    onPart((written += batch.length))
    batch = []
  }
  for await (const one of outcomes) {
    batch.push(one)
    if (batch.length >= PART_SIZE) await flush()
  }
  if (batch.length > 0) await flush()
  await mergeParts(folder)
}

async function writePart(folder: string, batch: readonly Outcome[]): Promise<void> {
  const last = lastNumber(folder)
  const part = { from: last + 1, to: last + batch.length }
  await inDraft(folder, part, async (connection, draft) => {
    for (const table of TABLE_NAMES) await connection.run(createTable(table))
    const appenders = await Promise.all(TABLE_NAMES.map((table) => connection.createAppender(table)))
    for (const [place, outcome] of batch.entries()) {
      const rows = rowsOf(outcome, part.from + place)
      for (const [index, table] of TABLE_NAMES.entries()) {
        for (const row of rows[table]) append(appenders[index], table, row)
      }
    }
    for (const appender of appenders) appender.closeSync()
    for (const table of TABLE_NAMES) await copyTo(connection, table, join(draft, `${table}.parquet`))
  })
}

/** Merges neighbours when there are many parts, and deletes what an earlier run has merged. */
async function mergeParts(folder: string): Promise<void> {
  const { parts, merged } = partsIn(folder)
  for (const part of merged) rmSync(folderOf(folder, part), { recursive: true, force: true })
  if (parts.length <= MAX_PARTS) return
  for (const group of neighbours(parts)) {
    const part = { from: group[0]?.from ?? 0, to: group.at(-1)?.to ?? 0 }
    await inDraft(folder, part, async (connection, draft) => {
      for (const table of TABLE_NAMES) {
        const files = group.map((one) => quoted(fileOf(folder, one, table)))
        const rows = `(SELECT * FROM read_parquet([${files.join(', ')}], union_by_name = true) ORDER BY outcome)`
        await copyTo(connection, rows, join(draft, `${table}.parquet`))
      }
    })
    for (const one of group) rmSync(folderOf(folder, one), { recursive: true, force: true })
  }
}

/** Groups of two or more parts that come to one of at most MERGED_SIZE outcomes. */
function neighbours(parts: readonly Part[]): readonly (readonly Part[])[] {
  const groups: Part[][] = [[]]
  for (const part of parts) {
    const group = groups.at(-1) ?? []
    if (part.to - (group[0]?.from ?? part.from) < MERGED_SIZE) group.push(part)
    else groups.push([part])
  }
  return groups.filter(({ length }) => length > 1)
}

/** Lets `write` fill a folder, and puts it in the place of the part when it is whole. */
async function inDraft(
  folder: string,
  part: Part,
  write: (connection: DuckDBConnection, draft: string) => Promise<void>,
): Promise<void> {
  const draft = join(folder, `draft-${crypto.randomUUID()}`)
  mkdirSync(draft)
  const database = await duckdb.DuckDBInstance.create(':memory:')
  const connection = await database.connect()
  try {
    await write(connection, draft)
    // Another process may have written the same outcomes in the meantime.
    if (!existsSync(folderOf(folder, part))) renameSync(draft, folderOf(folder, part))
  } finally {
    connection.closeSync()
    database.closeSync()
    rmSync(draft, { recursive: true, force: true })
  }
}

export function createTable(table: TableName): string {
  const columns = Object.entries(TABLES[table].columns).map(([name, [type]]) => `"${name}" ${type}`)
  return `CREATE TABLE ${table} (${columns.join(', ')})`
}

async function copyTo(connection: DuckDBConnection, rows: string, file: string): Promise<void> {
  await connection.run(`COPY ${rows} TO ${quoted(file)} (FORMAT parquet, COMPRESSION zstd)`)
}

function append(appender: DuckDBAppender | undefined, table: TableName, row: Row<TableName>): void {
  if (!appender) return
  const values = new Map<string, unknown>(Object.entries(row))
  for (const [column, [type]] of Object.entries(TABLES[table].columns)) {
    const value = values.get(column)
    if (typeof value === 'string') appender.appendVarchar(value)
    else if (typeof value === 'boolean') appender.appendBoolean(value)
    else if (typeof value === 'number' && type === 'DOUBLE') appender.appendDouble(value)
    else if (typeof value === 'number') appender.appendInteger(value)
    else if (value instanceof Date)
      appender.appendTimestamp(new duckdb.DuckDBTimestampValue(BigInt(value.getTime()) * 1000n))
    else appender.appendNull()
  }
  appender.endRow()
}
