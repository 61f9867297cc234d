import { accessSync, constants, statSync } from 'node:fs'
import { UsageError } from './usage-error.ts'
import type { Checkout } from '../project/files/git-checkout.ts'

/** The directory to read: the one named, or a copy of the repository named, to be removed afterwards. */
export async function openProject(project: string): Promise<Checkout> {
  const status = statSync(project, { throwIfNoEntry: false })
  if (status?.isDirectory()) {
    try {
      accessSync(project, constants.R_OK | constants.X_OK)
    } catch {
      throw new UsageError(`cannot read the directory ${project}: permission denied`)
    }
    return { directory: project, remove: () => {} }
  }
  if (status) throw new UsageError(`${project} is not a directory`)
  const { parseGitAddress, withoutCredentials } = await import('../project/files/git-address.ts')
  const address = parseGitAddress(project)
  if (!address) throw new UsageError(`no such directory: ${withoutCredentials(project)}`)
  const { checkOut } = await import('../project/files/git-checkout.ts')
  try {
    return await checkOut(address)
  } catch (error) {
    throw new UsageError(
      `cannot fetch ${withoutCredentials(project)}: ${error instanceof Error ? error.message : String(error)}`,
    )
  }
}
