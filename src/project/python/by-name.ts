import { copyOf } from './owned.ts'

/** How modules are come to without an `import` statement. */
export interface ByName {
  /** The dotted names that stand in strings; one that ends in a dot is the beginning of a name. */
  readonly names: ReadonlySet<string>
  /** Whether folders are gone through for modules. */
  readonly folder: boolean
}

/** What imports a module by a name that is made while the program runs. */
const IMPORTS = /import_module|__import__|LazyModule|lazy_import|lazy_loader|spec_from_file_location/

const FOLDERS = /\b(?:walk_packages|iter_modules|listdir|scandir|iterdir|r?glob)\b/

/** A name in quotes, as far as it is written out: in `f"models.{kind}"` it is `models.`. */
const NAMED = /["']\.*([A-Za-z_][\w.]{0,200})/g

/** The modules that a text imports by name; undefined when it does no such thing. */
export function importedByName(text: string): ByName | undefined {
  if (!IMPORTS.test(text)) return undefined
  const names = [...text.matchAll(NAMED)].map(([, name = '']) => copyOf(name))
  return { names: new Set(names), folder: FOLDERS.test(text) }
}
