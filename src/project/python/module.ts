import type { ByName } from './by-name.ts'
import type { Marks } from './marks.ts'
import type { Source } from './source.ts'
import type { Import, ImportFrom, Span, Statement } from './tree.ts'
import type { Words } from './words.ts'

/** What is kept of a Python file or notebook once it is read, but for its code: plain data. */
export interface PythonModule {
  /** POSIX path relative to the project's root. */
  readonly path: string
  /** Dotted name from the project's root, for example `pkg.sub.mod`; a package's `__init__.py` bears the package's name. */
  readonly name: string
  readonly package: boolean
  readonly notebook: boolean
  readonly source: Source
  readonly words: Words
  /** Set when nothing in the module matters but what it imports: then neither lines nor words are kept. */
  readonly outline?: true
  /** Whether it says what to do when it is run by itself. */
  readonly script: boolean
  /** The 1-based line of the code on which it says so. */
  readonly scriptLine?: number
  /** The 1-based line from which on it does no more than try itself out. */
  readonly trialLine?: number
  /** Set where it does so with numbers that are made up. */
  readonly madeUp?: true
  /** Whether it does nothing by itself but import, define and set names. */
  readonly definesOnly?: true
  /** Whether a file that is called a test holds any. */
  readonly tests?: boolean
  /** What it imports by other means than a statement. */
  readonly byName?: ByName
  /** Names under which it hands on values that matter, to modules that import them. */
  readonly hands: readonly string[]
  /** What marks the tests that it holds. */
  readonly marks: Marks
  /** Its formatted strings: code between their braces obeys rules of its own. */
  readonly formatted: readonly Span[]
}

/** A module with its code, lowered. */
export interface PythonCode {
  readonly module: PythonModule
  readonly body: readonly Statement[]
  /** The imports in it, wherever they stand. */
  readonly imports: readonly (Import | ImportFrom)[]
}

/** The dotted name of the module at a path, and whether it is a package's own file. */
export function moduleName(path: string): { readonly name: string; readonly package: boolean } {
  const parts = path.replace(/\.(py|pyi|ipynb)$/, '').split('/')
  const isPackage = parts.at(-1) === '__init__'
  return { name: (isPackage ? parts.slice(0, -1) : parts).join('.'), package: isPackage }
}
