/** The manifests of a project by where they stand, worked out once: rules ask of each requirement what stands around it. */
import type { Declaration, ProjectFacts } from '../../project/facts.ts'
import { memoized } from '../memoized.ts'

export interface Manifests {
  readonly byFile: ReadonlyMap<string, readonly Declaration[]>
  /** Folders in which something that the project needs when it runs is declared other than by a command. */
  readonly folders: ReadonlySet<string>
}

export const manifestsOf = memoized(({ declarations }: ProjectFacts): Manifests => {
  const byFile = new Map<string, Declaration[]>()
  const folders = new Set<string>()
  for (const declaration of declarations) {
    const { file } = declaration.site
    const own = byFile.get(file)
    if (own) own.push(declaration)
    else byFile.set(file, [declaration])
    if (declaration.scope === 'runtime' && declaration.format !== 'pip-command') folders.add(folderOf(file))
  }
  return { byFile, folders }
})

/** The folder of a file, with a slash at its end; empty for the root. */
export function folderOf(file: string): string {
  return file.slice(0, file.lastIndexOf('/') + 1)
}

/** The folders around one, innermost first and the root last; all of them as `folderOf` gives them. */
export function foldersAround(folder: string): readonly string[] {
  const around: string[] = []
  for (let inner = folder; inner !== '';) {
    inner = folderOf(inner.slice(0, -1))
    around.push(inner)
  }
  return around
}
