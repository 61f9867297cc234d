import type { DuckDBConnection } from '@duckdb/node-api'
import { mkdirSync, realpathSync } from 'node:fs'
import { duckdb } from '../duckdb.ts'
import { fileOf, partsIn, quoted } from './parts.ts'
import { TABLE_NAMES, TABLES } from './tables.ts'
import { REPOSITORIES_AT, VIEWS } from './views.ts'
import { createTable } from './write.ts'

/** The tables of a folder, open for questions. */
export interface OpenTables {
  readonly connection: DuckDBConnection
  readonly close: () => void
}

/**
 * Opens the tables for reading. Whatever is asked of them reads no file outside the folder, loads no extension and changes
 * no setting: a question may have been copied from anywhere.
 */
export async function openTables(folder: string): Promise<OpenTables> {
  mkdirSync(folder, { recursive: true })
  const real = realpathSync(folder)
  const database = await duckdb.DuckDBInstance.create(':memory:', {
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  })
  const connection = await database.connect()
  const { parts } = partsIn(real)
  for (const table of TABLE_NAMES) {
    const files = parts.map((part) => quoted(fileOf(real, part, table)))
    // Columns that an older part has not are added by the empty table.
    await connection.run(createTable(table).replace(`TABLE ${table}`, `TABLE no_${table}`))
    const columns = Object.keys(TABLES[table].columns).map((name) => `"${name}"`)
    const rows =
      files.length === 0 ? '' : ` UNION ALL BY NAME FROM read_parquet([${files.join(', ')}], union_by_name = true)`
    await connection.run(`CREATE VIEW ${table} AS SELECT ${columns.join(', ')} FROM (FROM no_${table}${rows})`)
  }
  await connection.run(REPOSITORIES_AT)
  for (const { sql } of Object.values(VIEWS)) await connection.run(sql)
  await connection.run(`SET allowed_directories = [${quoted(real)}]`)
  await connection.run('SET enable_external_access = false')
  await connection.run('SET lock_configuration = true')
  return {
    connection,
    close() {
      connection.closeSync()
      database.closeSync()
    },
  }
}
