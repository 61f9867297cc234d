import { overlap } from '../ranges.mjs'

/**
 * Of two statements about one backend at most one holds for a version on a day, or the answer would hang on their
 * order. Different backends may well be at odds.
 */
export function* check({ entries }) {
  for (const { file, library } of entries) {
    for (const platform of ['metal', 'cuda']) {
      const statements = library[platform]
      for (const [index, statement] of statements.entries()) {
        for (const [ahead, other] of statements.slice(index + 1).entries()) {
          if (statement.backend === other.backend && overlap(statement, other)) {
            yield { where: `${file} ${platform}[${index}]`, what: `overlaps with ${platform}[${index + 1 + ahead}]` }
          }
        }
      }
    }
  }
}
