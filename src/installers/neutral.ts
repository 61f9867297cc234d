import { execFile } from 'node:child_process'
import { accessSync, constants, mkdtempSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { type Environment, isWithin, trustedFolders, withoutProject } from './surroundings.ts'

/** What a program said. */
export interface Said {
  /** Exit code; undefined where it could not be run, or was ended because it took too long or said too much. */
  readonly code: number | undefined
  readonly out: string
  readonly err: string
}

/** A place from which the user's programs run as if the audited project were not there. */
export interface Neutral {
  readonly folder: string
  /** The full path of a program of the user; undefined where there is none outside the project. */
  readonly find: (name: string) => string | undefined
  readonly run: (program: string, words: readonly string[], options?: RunOptions) => Promise<Said>
}

export interface RunOptions {
  readonly input?: string
  /** Added to the environment; undefined takes a variable away. */
  readonly environment?: Environment
  /** Milliseconds. */
  readonly timeLimit?: number
}

/** Milliseconds to answer a question about settings: Python starts in a fraction of a second, on a busy machine in some. */
const TIME_LIMIT = 20_000
/** Characters of an answer: settings take some hundred, a resolution some hundred thousand. */
const MAX_ANSWER = 10_000_000

/**
 * Does some work in an empty folder of its own, with the user's environment and without anything of the project.
 *
 * @param project - the audited project
 */
export async function inNeutralFolder<Result>(
  project: string,
  work: (neutral: Neutral) => Promise<Result>,
): Promise<Result> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'acclimate-neutral-')))
  try {
    // uv looks for settings in the folders above, too, until it finds some.
    writeFileSync(join(folder, 'uv.toml'), '')
    return await work(neutralIn(folder, realpathSync(project)))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function neutralIn(folder: string, project: string): Neutral {
  const own = withoutProject(process.env, project)
  const folders = trustedFolders(own['PATH'], delimiter, project)
  const base = { ...own, PATH: folders.join(delimiter), PYTHONSAFEPATH: '1', PYTHONDONTWRITEBYTECODE: '1' }
  return {
    folder,
    find: (name) => folders.map((each) => join(each, name)).find((path) => isProgram(path, project)),
    run: (program, words, options = {}) => runIn(folder, base, program, words, options),
  }
}

/** A link from outside into the project is the project's. */
function isProgram(path: string, project: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return statSync(path).isFile() && !isWithin(realpathSync(path), project)
  } catch {
    return false
  }
}

function runIn(
  folder: string,
  base: Environment,
  program: string,
  words: readonly string[],
  { input = '', environment = {}, timeLimit = TIME_LIMIT }: RunOptions,
): Promise<Said> {
  return new Promise((resolve) => {
    const options = {
      cwd: folder,
      env: { ...base, ...environment },
      timeout: timeLimit,
      killSignal: 'SIGKILL',
      maxBuffer: MAX_ANSWER,
    } as const
    const child = execFile(program, [...words], options, (error, out, err) => {
      const ended = error === null ? 0 : typeof error.code === 'number' ? error.code : undefined
      resolve({ code: ended, out, err })
    })
    // A program that ends before it has read everything closes the pipe.
    child.stdin?.on('error', () => {})
    child.stdin?.end(input)
  })
}
