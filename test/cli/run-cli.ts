import { spawnSync, type SpawnSyncOptions } from 'node:child_process'
import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface Ended {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

/** Runs the built program as a user does. */
export function runCli(words: readonly string[], options: Pick<SpawnSyncOptions, 'cwd' | 'env' | 'stdio'> = {}): Ended {
  const program = `${process.cwd()}/dist/cli.js`
  if (!existsSync(program)) throw new Error('the program is not built: npm run build')
  const ended = spawnSync(process.execPath, [program, ...words], {
    encoding: 'utf8',
    maxBuffer: 100_000_000,
    ...options,
    // Runs of tests leave the developer's own cache alone.
    env: { ...process.env, ACCLIMATE_CACHE_DIR: join(tmpdir(), `acclimate-test-cache-${process.pid}`), ...options.env },
  })
  return { code: ended.status, out: ended.stdout, err: ended.stderr }
}
