import { isAbsolute, relative, sep } from 'node:path'

export type Environment = Readonly<Record<string, string | undefined>>

/** Variables that make Python load code from somewhere, which could be the audited project. */
const LOADS_CODE = /^(?:PYTHON\w*|VIRTUAL_ENV|CONDA_PREFIX|UV_PROJECT|UV_WORKING_DIRECTORY|UV_PYTHON|UV_ENV_FILE)$/

/** Variables that name a file of settings. */
const NAMES_SETTINGS = /^(?:PIP_CONFIG_FILE|UV_CONFIG_FILE)$/

/**
 * The user's environment without what would let the audited project decide: settings of the user count, those that
 * point into the project do not.
 *
 * @param project - real path of the audited project
 */
export function withoutProject(environment: Environment, project: string): Environment {
  return Object.fromEntries(
    Object.entries(environment).filter(
      ([name, value]) => !LOADS_CODE.test(name) && !(NAMES_SETTINGS.test(name) && value && isWithin(value, project)),
    ),
  )
}

/** Folders of `PATH` from which programs may be run: absolute ones outside the project, since its programs are its code. */
export function trustedFolders(path: string | undefined, separator: string, project: string): readonly string[] {
  return (path ?? '').split(separator).filter((folder) => isAbsolute(folder) && !isWithin(folder, project))
}

/** Whether a path is a folder or lies inside it. A relative path counts as inside: it may mean anything. */
export function isWithin(path: string, folder: string): boolean {
  if (!isAbsolute(path)) return true
  const way = relative(folder, path)
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way))
}
