import { factsOf } from '../statements.mjs'

/** Each kind of source that is used has a shelf life, and the reason for it. */
export function* check(knowledge) {
  const { shelfLives } = knowledge
  const used = new Set([...factsOf(knowledge)].flatMap(({ fact }) => (fact.sources ?? []).map(({ kind }) => kind)))
  for (const kind of used) {
    if (!Object.hasOwn(shelfLives, kind)) yield { where: 'shelf-lives.yaml', what: `has nothing on ${kind}` }
  }
  for (const [kind, { days, reason }] of Object.entries(shelfLives)) {
    if (days !== undefined && !(Number.isInteger(days) && days > 0)) {
      yield { where: 'shelf-lives.yaml', what: `${kind} lasts for no number of days: ${days}` }
    }
    if (typeof reason !== 'string') yield { where: 'shelf-lives.yaml', what: `${kind} lasts for no reason` }
  }
}
