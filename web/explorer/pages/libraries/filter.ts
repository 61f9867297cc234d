import { bareName } from '../../../../src/search/bare-name.ts'
import type { LibraryName } from '../../../../src/search/name-index.ts'

/** The libraries that an address asks for: by a part of a name, by how they fare, by what they are for. */
export function matching(libraries: readonly LibraryName[], query: URLSearchParams): readonly LibraryName[] {
  const name = bareName(query.get('q') ?? '')
  const metal = query.get('metal')
  const category = query.get('category')
  // Whoever names one wants it, whether it uses a GPU or not.
  const isAll = query.get('gpu') === 'all' || name !== ''
  return libraries.filter(
    (library) =>
      (isAll || library.gpu === true) &&
      (metal === null || library.metal === metal) &&
      (category === null || library.category === category) &&
      (name === '' || [library.name, ...library.also].some((own) => bareName(own).includes(name))),
  )
}
