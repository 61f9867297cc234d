import { spawnSync, type SpawnSyncOptions } from 'node:child_process'
import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

export interface Ended {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

interface Options {
  readonly cwd?: string
  readonly env?: Readonly<Record<string, string>>
}

const dist = join(import.meta.dirname, '../../dist')

/**
 * Runs a command of the built program in this process, with the words, the folder and the environment that a user would give
 * it: to start Node.js and to load the knowledge takes many times as long as most commands. One at a time. Commands whose own
 * children write to the terminal, and tests about processes, need `runProcess`.
 */
export async function runCli(words: readonly string[], { cwd, env }: Options = {}): Promise<Ended> {
  const { runProgram } = await import(pathToFileURL(join(built(), 'commands/program.js')).href)
  const before = { cwd: process.cwd(), env: process.env, out: process.stdout.write, err: process.stderr.write }
  const said = { out: '', err: '' }
  const into = (name: keyof typeof said) => (text: string | Uint8Array) => {
    said[name] += typeof text === 'string' ? text : Buffer.from(text).toString()
    return true
  }
  try {
    process.env = environment(env)
    if (cwd !== undefined) process.chdir(cwd)
    process.stdout.write = into('out')
    process.stderr.write = into('err')
    return { code: await runProgram(words), ...said }
  } finally {
    process.stdout.write = before.out
    process.stderr.write = before.err
    process.env = before.env
    process.chdir(before.cwd)
  }
}

/** Runs the built program as a process of its own. */
export function runProcess(
  words: readonly string[],
  options: Options & Pick<SpawnSyncOptions, 'stdio' | 'input'> = {},
): Ended {
  const ended = spawnSync(process.execPath, [join(built(), 'cli.js'), ...words], {
    encoding: 'utf8',
    maxBuffer: 100_000_000,
    ...options,
    env: environment(options.env),
  })
  return { code: ended.status, out: ended.stdout, err: ended.stderr }
}

function built(): string {
  if (!existsSync(join(dist, 'built'))) throw new Error('the program is not built: npm run build')
  return dist
}

/** Runs of tests leave the developer's own cache alone. */
function environment(env: Options['env']): NodeJS.ProcessEnv {
  return { ...process.env, ACCLIMATE_CACHE_DIR: join(tmpdir(), `acclimate-test-cache-${process.pid}`), ...env }
}
