import { askPackages, type Answers } from '../../src/packages/ask.ts'
import type { Keep } from '../../src/packages/keep.ts'
import { LIMITS, type Limits } from '../../src/packages/limits.ts'

/** The usual limits, without waits before something is asked again. */
export const PATIENT: Limits = { ...LIMITS, firstWait: 10 }

/** For other sides that do nothing: they are given up at once. */
export const SHORT: Limits = { ...PATIENT, totalTime: 20_000, requestTime: 1_500, silence: 700 }

export interface Ask {
  readonly specifier?: string
  readonly version?: string
  readonly asOf?: string
  readonly keep?: Keep
  readonly limits?: Limits
  readonly now?: number
  readonly accelerators?: readonly string[]
  readonly links?: readonly string[]
}

export const TODAY = '2026-11-23'

/** Asks the indexes for packages on Python 3.12 and macOS 26. */
export function ask(indexes: readonly string[], names: readonly string[], options: Ask = {}): Promise<Answers> {
  const { specifier, version, asOf = TODAY, keep, limits = PATIENT, accelerators = [], links = [] } = options
  const questions = names.map((name) => ({
    name,
    admitted: { version, specifiers: specifier === undefined ? [] : [specifier], python: '3.12', asOf },
  }))
  const common = { os_name: 'posix', python_version: '3.12', implementation_name: 'cpython' }
  return askPackages(
    questions,
    { toldBy: 'pip 26.1', indexes, links, chosen: true },
    {
      macos: '26.1',
      environments: {
        mac: { ...common, sys_platform: 'darwin', platform_system: 'Darwin', platform_machine: 'arm64' },
        linux: { ...common, sys_platform: 'linux', platform_system: 'Linux', platform_machine: 'x86_64' },
      },
      known: ({ name }) => ({
        accelerates: accelerators.includes(name),
        installs: name === 'nvidia-cublas-cu12' ? false : undefined,
      }),
      now: options.now ?? Date.parse(`${TODAY}T12:00:00Z`),
      progress: () => {},
      limits,
      ...(keep ? { keep } : {}),
    },
  )
}

/** What came of asking for one package: its facts, or the reason why there are none. */
export async function askOne(indexes: readonly string[], name: string, options: Ask = {}) {
  const { libraries, coverage } = await ask(indexes, [name], options)
  const [library] = libraries
  return { metal: library?.metal[0], cuda: library?.cuda[0], library, reason: coverage.unanswered[0]?.reason }
}
