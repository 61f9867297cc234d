import type { DuckDBConnection, DuckDBInstance, DuckDBPreparedStatement, DuckDBValue } from '@duckdb/node-api'
import { duckdb } from '../../duckdb.ts'
import { usageError } from '../../usage-error.ts'
import { TABLES } from './tables.ts'

/** Statements one after the other. Each is prepared once: that takes longer than what it does. */
export interface Statements {
  readonly run: (sql: string, values?: DuckDBValue[]) => Promise<void>
  /** Rows are of the shape that the statement selects; the driver types any row as a record. */
  readonly rows: <Row>(sql: string, values?: DuckDBValue[]) => Promise<readonly Row[]>
}

/** A fleet's file, open for this process alone. */
export interface FleetFile {
  /** Many rows, as they are asked for. */
  readonly stream: <Row>(sql: string) => AsyncGenerator<Row>
  /** Does something whole or not at all. What is asked for comes one after the other, since it shares a connection. */
  readonly transact: <Result>(work: (statements: Statements) => Promise<Result>) => Promise<Result>
  /** One statement by itself, in its turn. */
  readonly alone: Statements
  readonly close: () => Promise<void>
}

/** For the engine's own pages: it keeps rows for us, and the workers need the machine's memory. */
const ENGINE_MEMORY = '512MB'

/** A second thread makes each commit three times as dear, and nothing of ours takes so long that it would help. */
const THREADS = '1'

/**
 * Opens the file, which is made where there is none; `:memory:` is none.
 * @throws {Error} with one line for people where another process holds it, or it is no such file
 */
export async function openFile(path: string): Promise<FleetFile> {
  const instance = await open(path)
  const writer = await instance.connect()
  await writer.run(TABLES)
  const { statements, destroy } = preparing(writer)
  let last: Promise<unknown> = Promise.resolve()
  function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const result = last.then(work)
    last = result.catch(() => {})
    return result
  }
  return {
    async *stream<Row>(sql: string) {
      const connection = await instance.connect()
      try {
        const result = await connection.stream(sql)
        for await (const some of result.yieldRowObjectJs()) yield* some as Row[]
      } finally {
        connection.closeSync()
      }
    },
    transact: (work) => inTurn(() => transaction(statements, work)),
    alone: {
      run: (sql, values) => inTurn(() => statements.run(sql, values)),
      rows: (sql, values) => inTurn(() => statements.rows(sql, values)),
    },
    async close() {
      await last
      destroy()
      writer.closeSync()
      instance.closeSync()
    },
  }
}

async function open(path: string): Promise<DuckDBInstance> {
  try {
    return await duckdb.DuckDBInstance.create(path, { memory_limit: ENGINE_MEMORY, threads: THREADS })
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error)
    if (/lock/i.test(said)) throw usageError(`${path} is in use by another process`)
    throw usageError(`${path} cannot be opened: ${said.split('\n')[0]}`)
  }
}

function preparing(connection: DuckDBConnection): {
  readonly statements: Statements
  readonly destroy: () => void
} {
  const known = new Map<string, DuckDBPreparedStatement>()
  async function bound(sql: string, values: DuckDBValue[] = []): Promise<DuckDBPreparedStatement> {
    const prepared = known.get(sql) ?? (await connection.prepare(sql))
    known.set(sql, prepared)
    prepared.bind(values)
    return prepared
  }
  return {
    statements: {
      run: async (sql, values) => void (await (await bound(sql, values)).run()),
      rows: async <Row>(sql: string, values?: DuckDBValue[]) =>
        (await (await bound(sql, values)).runAndReadAll()).getRowObjectsJS() as Row[],
    },
    destroy() {
      for (const prepared of known.values()) prepared.destroySync()
    },
  }
}

async function transaction<Result>(
  statements: Statements,
  work: (statements: Statements) => Promise<Result>,
): Promise<Result> {
  await statements.run('BEGIN')
  try {
    const result = await work(statements)
    await statements.run('COMMIT')
    return result
  } catch (error) {
    await statements.run('ROLLBACK')
    throw error
  }
}
