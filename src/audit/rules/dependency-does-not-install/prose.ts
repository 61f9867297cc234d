import type { Declaration } from '../../../project/facts.ts'
import type { Library } from '../../../knowledge/knowledge.ts'

export const title = 'A requirement cannot be installed on a Mac'

/** What is left out where nobody asks for it stops nothing else. */
export const message = ({ name }: Library, note: string | undefined, { scope }: Declaration): string => {
  const stopped = scope === 'optional' ? 'installing what asks for it' : 'installing the project'
  return `${name} cannot be installed on a Mac, and ${stopped} stops there.${note === undefined ? '' : ` ${note}`}`
}

/** Where a file has a place for a marker, and what takes its place where it has none. */
export const leaveOut = (declaration: Declaration, renew: string | undefined): string => {
  const { name } = declaration
  const then = renew === undefined ? '' : ` Then: ${renew}.`
  return `${placeFor(declaration)(name)}${then}`
}

function placeFor({ ecosystem, format, requirement }: Declaration): (name: string) => string {
  if (ecosystem === 'conda') return (name) => `Leave ${name} out of the environment for Macs.`
  const isTable = /^[\w.-]+\s*=\s*["'{]/.test(requirement)
  if (format === 'pixi-toml') return (name) => `Move ${name} to the target linux-64: pixi has no markers here.`
  return (name) =>
    isTable
      ? `Leave ${name} out on macOS with a marker: markers = "sys_platform != 'darwin'".`
      : `Leave ${name} out on macOS with a marker: ${name}; sys_platform != "darwin".`
}

export const take = ({ name }: Library, since: string): string =>
  `Take ${name} ${since} or later, here and in the lock.`

const unused = 'The requirement is left out on macOS, where it cannot be installed; on other systems it stays.'

export const whys = {
  unused,
  imported: ({ name }: Library): string => `${unused} Code that imports ${name} fails there until it does without.`,
} as const
