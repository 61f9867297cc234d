import { createRequire } from 'node:module'
import type * as Driver from '@duckdb/node-api'

/**
 * DuckDB's driver. Where it is imported, all names that its files hand on are looked for first, which takes as long as the rest of
 * a start.
 */
export const duckdb: typeof Driver = createRequire(import.meta.url)('@duckdb/node-api')
