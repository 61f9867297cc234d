import { execFile } from 'node:child_process'
import { MAC, NVIDIA, PYTHON_QUESTION, type Question } from './commands.ts'
import { macFrom, nvidiaFrom, pythonFrom } from './answers.ts'
import type { Nvidia, Python, Setup } from './setup.ts'

/** Milliseconds: the programs of a system answer at once. */
const TIME_LIMIT = 10_000
/** Milliseconds to import PyTorch from a cold disk. */
const PYTHON_TIME_LIMIT = 60_000
const MOST_OUTPUT = 1_000_000

const SYSTEMS: Readonly<Record<string, Setup['system']>> = { darwin: 'macos', linux: 'linux', win32: 'windows' }
const ARCHITECTURES: Readonly<Record<string, Setup['architecture']>> = { arm64: 'arm64', x64: 'x86_64' }

/** The machine, without its Python: some milliseconds. */
export async function askMachine(): Promise<Setup> {
  const system = SYSTEMS[process.platform] ?? 'other'
  const architecture = ARCHITECTURES[process.arch] ?? 'other'
  if (system === 'macos') {
    const [sysctl, version, gpu] = await Promise.all([run(native(MAC.sysctl)), run(MAC.version), run(MAC.gpu)])
    return { system, ...macFrom(sysctl.out, version.out, gpu.out) }
  }
  const nvidia = await askNvidia()
  return { system, architecture, ...(nvidia !== undefined && { nvidia }) }
}

/** The machine and the Python that is first on the path: PyTorch takes some seconds to say what it has. */
export async function askSetup(): Promise<Setup> {
  const [machine, python] = await Promise.all([askMachine(), askPython()])
  return { ...machine, ...(python !== undefined && { python }) }
}

/** A program that Rosetta translates is told of a processor that is not there; what it starts is asked to run natively. */
function native({ program, words }: Question): Question {
  return process.arch === 'x64'
    ? { program: '/usr/bin/arch', words: ['-arm64', '-x86_64', program, ...words] }
    : { program, words }
}

async function askNvidia(): Promise<Nvidia | undefined> {
  const [cards, head] = await Promise.all([run(NVIDIA.cards), run(NVIDIA.head)])
  if (!cards.isThere) return undefined
  return nvidiaFrom(cards.out, head.out, cards.out + cards.err)
}

async function askPython(): Promise<Python | undefined> {
  const words = ['-c', PYTHON_QUESTION]
  const first = await run({ program: 'python3', words }, PYTHON_TIME_LIMIT)
  return pythonFrom(first.out) ?? pythonFrom((await run({ program: 'python', words }, PYTHON_TIME_LIMIT)).out)
}

interface Said {
  /** False where there is no such program. */
  readonly isThere: boolean
  readonly out: string
  readonly err: string
}

/** Runs without a shell, in the root folder: nothing of a project is looked for there. */
function run({ program, words }: Question, timeout = TIME_LIMIT): Promise<Said> {
  return new Promise((resolve) => {
    const options = { cwd: '/', timeout, maxBuffer: MOST_OUTPUT, encoding: 'utf8' } as const
    execFile(program, words, options, (error, out, err) => {
      resolve({ isThere: error === null || error.code !== 'ENOENT', out, err })
    })
  })
}
