import { withDefaults } from './config/options.ts'
import { askInstallers } from './installers/ask-installers.ts'
import { askRepositories, type PackageRepository } from './packages/repositories.ts'
import { understandRequirement } from './project/requirement/understand.ts'

/** What became of a text that requires a package. */
export type Resolved =
  | { readonly address: string; readonly revision?: string }
  /** Why it leads to no repository. */
  | { readonly reason: string }

/** `git+https://host/name.git@revision`, as pip takes it. */
const FROM_GIT = /^git\+(?<address>[a-z]+:\/\/[^#]+?)(?:@(?<revision>[^@/#]+))?(?:#.*)?$/i

/**
 * The repositories of packages: of `name @ git+https://…` what stands there, of `name>=1` what the newest admitted release
 * says, for which the index of the user's own pip or uv is asked.
 *
 * @param requirements - PEP 508 texts, or addresses that pip takes
 * @param folder - whose programs and settings do not count
 * @returns one for each, in their order
 */
export async function repositoriesOfPackages(
  requirements: readonly string[],
  folder: string,
  options: { readonly python?: string | undefined; readonly asOf?: string | undefined } = {},
): Promise<readonly Resolved[]> {
  const { python = PYTHON, asOf } = withDefaults(options)
  const understood = requirements.map((text) => understandRequirement(text).requirement)
  const names = new Map(
    understood.flatMap((one) => (one === undefined || one.url !== undefined ? [] : [[one.name, one.specifier]])),
  )
  const wanted = [...names].map(([name, specifier]) => ({
    name,
    admitted: { version: undefined, specifiers: specifier === '' ? [] : [specifier], python, asOf },
  }))
  const settings = wanted.length === 0 ? undefined : await askInstallers(folder)
  const answers =
    settings === undefined
      ? wanted.map(({ name }) => ({ name, reason: 'neither pip nor uv can be asked which index to use' }))
      : await askRepositories(wanted, settings)
  const byName = new Map<string, PackageRepository>(answers.map((answer) => [answer.name, answer]))
  return understood.map((one): Resolved => {
    if (one === undefined) return { reason: 'is no requirement' }
    const given = one.url === undefined ? undefined : FROM_GIT.exec(one.url)?.groups
    if (given?.['address'] !== undefined)
      return { address: given['address'], ...(given['revision'] !== undefined && { revision: given['revision'] }) }
    if (one.url !== undefined) return { reason: 'is taken from an address that is no repository' }
    return byName.get(one.name) ?? { reason: 'is not known' }
  })
}

/** A version for which nearly every package has a release: which one only decides whose metadata is read. */
const PYTHON = '3.12'
