import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import { usageError } from '../../usage-error.ts'
import { TABLES } from './tables.ts'

/** A fleet's file, open for this process alone. */
export interface FleetFile {
  /** For reading; the caller closes it. */
  readonly connect: () => Promise<DuckDBConnection>
  /** Does something whole or not at all. Transactions come one after the other, since they share a connection. */
  readonly transact: <Result>(work: (connection: DuckDBConnection) => Promise<Result>) => Promise<Result>
  readonly close: () => Promise<void>
}

/** For the engine's own pages: it keeps rows for us, and the workers need the machine's memory. */
const ENGINE_MEMORY = '512MB'

/**
 * Opens the file, which is made where there is none; `:memory:` is none.
 * @throws {Error} with one line for people where another process holds it, or it is no such file
 */
export async function openFile(path: string): Promise<FleetFile> {
  const instance = await open(path)
  const writer = await instance.connect()
  await writer.run(TABLES)
  let last: Promise<unknown> = Promise.resolve()
  return {
    connect: () => instance.connect(),
    transact(work) {
      const result = last.then(() => transaction(writer, work))
      last = result.catch(() => {})
      return result
    },
    async close() {
      await last
      writer.closeSync()
      instance.closeSync()
    },
  }
}

async function open(path: string): Promise<DuckDBInstance> {
  try {
    return await DuckDBInstance.create(path, { memory_limit: ENGINE_MEMORY, threads: '2' })
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error)
    if (/lock/i.test(said)) throw usageError(`${path} is in use by another process`)
    throw usageError(`${path} cannot be opened: ${said.split('\n')[0]}`)
  }
}

async function transaction<Result>(
  connection: DuckDBConnection,
  work: (connection: DuckDBConnection) => Promise<Result>,
): Promise<Result> {
  await connection.run('BEGIN')
  try {
    const result = await work(connection)
    await connection.run('COMMIT')
    return result
  } catch (error) {
    await connection.run('ROLLBACK')
    throw error
  }
}
