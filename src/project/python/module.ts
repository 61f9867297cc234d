import type { Site } from '../../report/report.ts'
import { excerptAt, positionAt, siteAt, type TextFile } from '../text-file.ts'
import type { ByName } from './by-name.ts'
import type { NameFilter } from './name-filter.ts'
import { type Notebook, offsetInNotebook } from './notebook.ts'
import type { Statement } from './tree.ts'

/** A Python file or notebook, lowered. */
export interface PythonModule {
  /** The code; for a notebook the code of its cells, joined. */
  readonly file: TextFile
  /** Dotted name from the project's root, for example `pkg.sub.mod`; a package's `__init__.py` bears the package's name. */
  readonly name: string
  readonly package: boolean
  readonly body: readonly Statement[]
  readonly notebook?: Notebook
  /** Set when nothing in the module matters but what it imports: then `body` is that, and no text is kept. */
  readonly outline?: true
  /** Whether it says what to do when it is run by itself. */
  readonly script: boolean
  /** The 1-based line of the code on which it says so. */
  readonly scriptLine?: number
  /** What it imports by other means than a statement. */
  readonly byName?: ByName
  /** What its code calls by name, where that was noted. */
  readonly calls?: NameFilter
}

/** The site of a range of a module's code; in a notebook it counts in the .ipynb file. */
export function siteInModule(module: PythonModule, start: number, end: number): Site {
  const { notebook } = module
  if (!notebook) return siteAt(module.file, start, end)
  const from = positionAt(module.file, start)
  const to = positionAt(module.file, end)
  const site = siteAt(
    notebook.original,
    offsetInNotebook(notebook, from.line, from.column - 1),
    offsetInNotebook(notebook, to.line, to.column - 1),
  )
  const cell = notebook.lines[from.line - 1]?.cell
  // Of the code, since a line of the notebook is a quoted text; so no part of that line is kept.
  const { focus: _, ...place } = site
  return { ...place, ...excerptAt(module.file, from, to), ...(cell === undefined ? {} : { cell }) }
}

/** The dotted name of the module at a path, and whether it is a package's own file. */
export function moduleName(path: string): { readonly name: string; readonly package: boolean } {
  const parts = path.replace(/\.(py|pyi|ipynb)$/, '').split('/')
  const isPackage = parts.at(-1) === '__init__'
  return { name: (isPackage ? parts.slice(0, -1) : parts).join('.'), package: isPackage }
}
