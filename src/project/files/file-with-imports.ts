import type { FileTree } from './file-tree.ts'
import { importedModules } from './imported-modules.ts'
import { readText } from './read-text.ts'

/** Files that one file may bring in: a script of a large framework reaches a thousand, and what is further away says little of it. */
export const MAX_BROUGHT_IN = 1_000

/** What a project that the file belongs to says of its packages, where it stands beside the file or in the project's root. */
const MANIFEST =
  /^(?:pyproject\.toml|setup\.(?:py|cfg)|requirements[^/]*\.(?:txt|in)|environment[^/]*\.ya?ml|Pipfile(?:\.lock)?|pixi\.(?:toml|lock)|(?:uv|poetry|pdm)\.lock)$/

const PYTHON = /\.(?:py|ipynb)$/

/** Lists of requirements that a list of requirements names. */
const NAMED_LIST = /^[ \t]*(?:-r|-c|--requirement|--constraint)[ \t=]*([^\s#]+)/gm

/**
 * The tree of a project with one file in it, and what that file brings in: modules of the project that it imports and what these
 * import, with the manifests; of a list of requirements the lists that it names. So a script can be judged without its project
 * being read.
 * @param path - POSIX, relative to the root
 */
export function fileWithImports(tree: FileTree, path: string): FileTree {
  const wanted = new Set(broughtIn(tree, path))
  const folders = new Set([...wanted].flatMap((file) => foldersOf(file)))
  return {
    ...tree,
    list: (folder) =>
      tree
        .list(folder)
        .filter(({ name, kind }) =>
          kind === 'folder' ? folders.has(`${folder}${name}/`) : wanted.has(`${folder}${name}`),
        ),
    // Whoever names a file wants it read, whatever an ignore file says.
    tracked: () => new Set([...wanted, ...folders]),
  }
}

function broughtIn(tree: FileTree, path: string): readonly string[] {
  const names = namesIn(tree)
  const first = [path, ...(PYTHON.test(path) ? manifestsFor(path, names) : [])]
  const met = new Set(first)
  // The set grows while it is walked through.
  for (const file of met) {
    const text = met.size < MAX_BROUGHT_IN ? readText(tree, file).file?.text : undefined
    if (text === undefined) continue
    const candidates = PYTHON.test(file) ? importedModules(file, text).flatMap(filesOfModule) : listsIn(file, text)
    for (const candidate of candidates) if (isFile(candidate, names)) met.add(candidate)
  }
  return [...met]
}

/** The names of the files in a folder, each folder listed once; none where it cannot be listed. */
type Names = (folder: string) => ReadonlySet<string>

function namesIn(tree: FileTree): Names {
  const known = new Map<string, ReadonlySet<string>>()
  return (folder) => {
    const names = known.get(folder) ?? new Set(filesIn(tree, folder))
    known.set(folder, names)
    return names
  }
}

function filesIn(tree: FileTree, folder: string): readonly string[] {
  try {
    return tree.list(folder).flatMap(({ name, kind }) => (kind === 'file' ? [name] : []))
  } catch {
    return []
  }
}

function isFile(path: string, names: Names): boolean {
  const folder = folderOf(path)
  return names(folder).has(path.slice(folder.length))
}

function manifestsFor(path: string, names: Names): readonly string[] {
  return ['', folderOf(path)].flatMap((folder) =>
    [...names(folder)].filter((name) => MANIFEST.test(name)).map((name) => folder + name),
  )
}

/** `a/b` as a file or a package, with the packages that it is in. */
function filesOfModule(module: string): readonly string[] {
  return [`${module}.py`, `${module}/__init__.py`, ...foldersOf(module).map((folder) => `${folder}__init__.py`)]
}

function listsIn(file: string, text: string): readonly string[] {
  return [...text.matchAll(NAMED_LIST)].map(([, name = '']) => folderOf(file) + name.replace(/^\.\//, ''))
}

/** `a/`, `a/b/` for `a/b/c.py`. */
function foldersOf(path: string): readonly string[] {
  const parts = path.split('/').slice(0, -1)
  return parts.map((_, depth) => `${parts.slice(0, depth + 1).join('/')}/`)
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1)
}
