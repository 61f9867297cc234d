import type { Environment } from '../installers/surroundings.ts'
import type { Neutral } from '../installers/neutral.ts'
import type { Resolved } from './differences.ts'
import { inTurns } from '../packages/turns.ts'
import { nameOf } from './requirements-text.ts'
import { readPins, readReason } from './uv-output.ts'

/** What to resolve for. */
export interface Machine {
  /** As uv calls it, for example `aarch64-apple-darwin`. */
  readonly platform: string
  /** For example `3.12`. */
  readonly python: string
  /** Only what was uploaded up to the end of that day, YYYY-MM-DD. */
  readonly upTo?: string
}

/** Milliseconds for one resolution: with nothing cached, one of some hundred packages takes half a minute. */
const TIME_LIMIT = 120_000

/** Resolutions under way at once; uv itself asks for many things at a time. */
const AT_ONCE = 2

/**
 * No code of anybody runs: without building, uv reads the metadata of wheels and of nothing else. No Python is
 * downloaded, either.
 */
const WORDS = [
  'pip',
  'compile',
  '--no-build',
  '--no-header',
  '--no-annotate',
  '--no-sources',
  '--no-progress',
  '--color',
  'never',
  '-',
]

export type Compile = (requirements: readonly string[], machine: Machine) => Promise<Compiled>
type Compiled = { readonly pins: ReadonlyMap<string, string> } | { readonly reason: string }

/** Asks uv in a neutral folder, with the user's own settings and what `environment` adds to them. */
export function compileWith(neutral: Neutral, program: string, environment: Environment): Compile {
  return async (requirements, { platform, python, upTo }) => {
    const day = upTo === undefined ? [] : ['--exclude-newer', `${upTo}T23:59:59Z`]
    const { code, out, err } = await neutral.run(
      program,
      [...WORDS, '--python-platform', platform, '--python-version', python, ...day],
      { input: `${requirements.join('\n')}\n`, environment, timeLimit: TIME_LIMIT },
    )
    if (code === 0) return { pins: readPins(out) }
    return { reason: code === undefined ? `uv took longer than ${TIME_LIMIT / 1_000} seconds` : readReason(err) }
  }
}

/** A resolution of all requirements, or of those that can be resolved by themselves. */
export async function resolveFor(
  requirements: readonly string[],
  machine: Machine,
  compile: Compile,
): Promise<Resolved & { readonly problem?: string }> {
  const whole = await compile(requirements, machine)
  if ('pins' in whole) return { pins: whole.pins, unresolved: new Map() }
  const unresolved = new Map<string, string>()
  await inTurns(requirements, AT_ONCE, async (requirement) => {
    const alone = await compile([requirement], machine)
    if ('reason' in alone) unresolved.set(nameOf(requirement), alone.reason)
  })
  if (unresolved.size === 0) return { pins: new Map(), unresolved, problem: whole.reason }
  const rest = await compile(
    requirements.filter((requirement) => !unresolved.has(nameOf(requirement))),
    machine,
  )
  return 'pins' in rest ? { pins: rest.pins, unresolved } : { pins: new Map(), unresolved, problem: rest.reason }
}
