import type { DuckDBConnection } from '@duckdb/node-api'
import { copyFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Question } from '../questions/question.ts'
import { CHOSEN, parametersFor, type Period, type Selection } from '../questions/selection.ts'
import { quoted } from '../tables/parts.ts'

/**
 * Writes the answer to a question as Parquet.
 *
 * @param folder - of the tables, the only one in which DuckDB may write
 */
export async function writeParquet(
  { connection, folder }: { readonly connection: DuckDBConnection; readonly folder: string },
  question: Question,
  asked: { readonly selection: Selection; readonly period: Period },
  file: string,
): Promise<void> {
  const draft = join(folder, `draft-${crypto.randomUUID()}.parquet`)
  const sql = CHOSEN + question.sql
  try {
    await connection.run(
      `CREATE OR REPLACE TEMP TABLE answer AS ${sql}`,
      parametersFor(sql, asked.selection, asked.period),
    )
    await connection.run(`COPY answer TO ${quoted(draft)} (FORMAT parquet, COMPRESSION zstd)`)
    copyFileSync(draft, file)
  } finally {
    await connection.run('DROP TABLE IF EXISTS answer')
    rmSync(draft, { force: true })
  }
}
