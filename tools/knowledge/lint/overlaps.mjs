import { overlap } from '../ranges.mjs'

/**
 * Of two statements about one backend at most one holds for a version on a day, or the answer would hang on their
 * order. Different backends may well be at odds; a statement that names none is about all.
 */
export function* check({ entries }) {
  for (const { file, library } of entries) {
    for (const platform of ['metal', 'cuda']) {
      const statements = library[platform]
      for (const [index, statement] of statements.entries()) {
        for (const [ahead, other] of statements.slice(index + 1).entries()) {
          if (isOfOneBackend(statement, other) && overlap(statement, other)) {
            yield { where: `${file} ${platform}[${index}]`, what: `overlaps with ${platform}[${index + 1 + ahead}]` }
          }
        }
      }
    }
  }
}

function isOfOneBackend(one, other) {
  return one.backend === undefined || other.backend === undefined || one.backend === other.backend
}
