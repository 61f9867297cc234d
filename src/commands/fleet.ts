import { UsageError } from '../config/usage-error.ts'

/** Not beside this package's own dependencies, which stay few: whoever wants it installs it. */
const PACKAGE: string = 'acclimate-fleet'

/** Hands the words to the package for fleets. */
export async function runFleet(words: readonly string[]): Promise<number> {
  let fleet: { readonly runFleet: typeof runFleet }
  try {
    fleet = await import(PACKAGE)
  } catch (error) {
    if (!isAbsent(error)) throw error
    throw new UsageError(`fleets are a package of their own: npm install ${PACKAGE}`)
  }
  return fleet.runFleet(words)
}

function isAbsent(error: unknown): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    error.code === 'ERR_MODULE_NOT_FOUND' &&
    error.message.includes(PACKAGE)
  )
}
