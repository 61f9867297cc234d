import { isDay, statementsOf } from '../statements.mjs'

/** Days are of the calendar, and what holds for a time begins before it ends. */
export function* check(knowledge) {
  for (const { where, statement } of statementsOf(knowledge)) yield* daysOf(where, statement)
  for (const { file, library } of knowledge.entries) {
    for (const [index, alternative] of library.alternatives.entries()) {
      yield* daysOf(`${file} alternatives[${index}]`, alternative)
    }
  }
}

function* daysOf(where, { from, to }) {
  for (const [key, value] of Object.entries({ from, to })) {
    if (value !== undefined && !isDay(value)) yield { where, what: `${key} is no day of the calendar: ${value}` }
  }
  if (from !== undefined && to !== undefined && from >= to) yield { where, what: `ends on ${to}, before ${from}` }
}
