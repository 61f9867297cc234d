import { inNeutralFolder } from '../installers/neutral.ts'
import { resolverSettings } from '../installers/ask-installers.ts'
import type { Resolution } from '../report/report.ts'
import { differencesBetween } from './differences.ts'
import { compileWith, resolveFor } from './uv-compile.ts'

/** What to resolve, for which Mac. */
export interface Wanted {
  /** As `requirementText` writes them. */
  readonly macos: readonly string[]
  readonly linux: readonly string[]
  readonly python: string
  readonly osVersion: string
  /** Only what was uploaded up to the end of that day, YYYY-MM-DD. */
  readonly upTo?: string
}

/** Requirements that are asked for: where they cannot be resolved together, each is asked for alone. */
const MAX_REQUIREMENTS = 200

/**
 * Asks the user's uv what it would install on a Mac and on Linux with CUDA, and says where that differs.
 *
 * @param project - the audited project, of which nothing but `wanted` counts
 */
export function resolve(project: string, wanted: Wanted, progress: (what: string) => void): Promise<Resolution> {
  const { python, osVersion, upTo } = wanted
  const requirements = [...new Set([...wanted.macos, ...wanted.linux])]
  if (requirements.length === 0) return Promise.resolve(without(requirements, 'no requirement can be asked about'))
  if (requirements.length > MAX_REQUIREMENTS)
    return Promise.resolve(without(requirements, `more than ${MAX_REQUIREMENTS} requirements are not resolved`))
  return inNeutralFolder(project, async (neutral) => {
    const program = neutral.find('uv')
    if (program === undefined) return without(requirements, 'uv is not installed')
    const { version, environment } = await resolverSettings(neutral)
    const compile = compileWith(neutral, program, { ...environment, MACOSX_DEPLOYMENT_TARGET: osVersion })
    const day = upTo === undefined ? {} : { upTo }
    progress('resolving for a Mac')
    const macos = await resolveFor(wanted.macos, { platform: 'aarch64-apple-darwin', python, ...day }, compile)
    progress('resolving for Linux')
    const linux = await resolveFor(wanted.linux, { platform: 'x86_64-unknown-linux-gnu', python, ...day }, compile)
    return {
      by: version,
      requirements,
      packages: { macos: macos.pins.size, linux: linux.pins.size },
      // Where one of both is missing as a whole, the other differs in everything, which says nothing.
      differences: (macos.problem ?? linux.problem) ? [] : differencesBetween(macos, linux),
      problems: [
        ...(macos.problem === undefined ? [] : [`on macOS: ${macos.problem}`]),
        ...(linux.problem === undefined ? [] : [`on Linux: ${linux.problem}`]),
      ],
    }
  })
}

function without(requirements: readonly string[], problem: string): Resolution {
  return { requirements, packages: { macos: 0, linux: 0 }, differences: [], problems: [problem] }
}
