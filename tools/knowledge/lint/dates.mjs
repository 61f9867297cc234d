import { isDay, statementsOf } from '../statements.mjs'

/** Days are of the calendar, and a statement begins before it ends. */
export function* check(knowledge) {
  for (const { where, statement } of statementsOf(knowledge)) {
    for (const key of ['from', 'to']) {
      const value = statement[key]
      if (value !== undefined && !isDay(value)) yield { where, what: `${key} is no day of the calendar: ${value}` }
    }
    const { from, to } = statement
    if (from !== undefined && to !== undefined && from >= to) yield { where, what: `ends on ${to}, before ${from}` }
  }
  for (const { file, library } of knowledge.entries) {
    for (const { use, from } of library.alternatives) {
      if (from !== undefined && !isDay(from)) yield { where: file, what: `${use} is from no day: ${from}` }
    }
  }
}
