import type { Knowledge, Library } from './knowledge.ts'
import { lookUpAllBy, lookUpBy } from './look-up.ts'

const byPypi = lookUpBy<Library>((library) => library.pypi)
const byConda = lookUpBy<Library>((library) => library.conda)
const byName = lookUpBy<Library>(({ name, aliases }) => [name.toLowerCase(), ...aliases])
const byImport = lookUpBy<Library>((library) => library.imports)
const allByImport = lookUpAllBy<Library>((library) => library.imports)

/** The library that a name on PyPI belongs to; the name need not be normalised. */
export function libraryByPypi({ libraries }: Pick<Knowledge, 'libraries'>, name: string): Library | undefined {
  return byPypi(libraries, name.toLowerCase().replace(/[-_.]+/g, '-'))
}

/** The library that a conda package belongs to, its channel left out. */
export function libraryByConda({ libraries }: Pick<Knowledge, 'libraries'>, name: string): Library | undefined {
  return byConda(libraries, name.toLowerCase())
}

/** The library, tool or technique that people call so: its name or another one that it goes by, in any case. */
export function libraryByName({ libraries }: Pick<Knowledge, 'libraries'>, name: string): Library | undefined {
  return byName(libraries, name.toLowerCase())
}

/**
 * The library that a dotted module belongs to: the longest known prefix decides, since some libraries live in a
 * package that another one owns (`google.protobuf`).
 */
export function libraryByImport({ libraries }: Pick<Knowledge, 'libraries'>, module: string): Library | undefined {
  for (let name = module; name !== ''; name = name.slice(0, Math.max(0, name.lastIndexOf('.')))) {
    const found = byImport(libraries, name)
    if (found) return found
  }
  return undefined
}

/** All libraries that provide a dotted module, since some distributions share one (`onnxruntime`, `faiss`). */
export function librariesByImport({ libraries }: Pick<Knowledge, 'libraries'>, module: string): readonly Library[] {
  for (let name = module; name !== ''; name = name.slice(0, Math.max(0, name.lastIndexOf('.')))) {
    const found = allByImport(libraries, name)
    if (found.length > 0) return found
  }
  return []
}
