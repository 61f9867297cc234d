import { readFamilies } from './read.mjs'

/** Every statement and alternative of the libraries, with where it stands, for the checks that look at each. */
export function* statementsOf({ entries }) {
  for (const { file, library } of entries) {
    for (const platform of ['metal', 'cuda']) {
      for (const [index, statement] of library[platform].entries()) {
        yield { where: `${file} ${platform}[${index}]`, statement }
      }
    }
  }
}

/** Every call of a library of which something is known, with where it stands. */
export function* libraryCallsOf({ entries }) {
  for (const { file, library } of entries) {
    for (const [index, fact] of (library.calls ?? []).entries())
      yield { where: `${file} calls[${index}]`, library, fact }
  }
}

/** Everything that must have sources, with where it stands. */
export function* factsOf(knowledge) {
  for (const { where, statement } of statementsOf(knowledge)) yield { where, fact: statement }
  for (const { file, library } of knowledge.entries) {
    for (const [index, fact] of library.alternatives.entries()) yield { where: `${file} alternatives[${index}]`, fact }
    for (const fact of library.models ?? []) yield { where: `${file} models ${fact.type}`, fact }
    for (const [index, fact] of (library.misfits ?? []).entries()) yield { where: `${file} misfits[${index}]`, fact }
  }
  for (const fact of knowledge.messages) yield { where: `message ${fact.id}`, fact }
  for (const { where, fact } of libraryCallsOf(knowledge)) yield { where, fact }
  for (const [name, releases] of Object.entries({ ...knowledge.releases, ...knowledge.systems })) {
    for (const fact of releases) yield { where: `releases of ${name} ${fact.version}`, fact }
  }
  for (const claim of knowledge.claims) {
    yield { where: claim.file, fact: claim }
    for (const { source } of claim.figures) yield { where: `${claim.file} figures`, fact: { sources: [source ?? {}] } }
  }
  for (const fact of knowledge.considerations) yield { where: `consideration ${fact.id}`, fact }
  for (const fact of knowledge.equivalents) yield { where: `equivalent of ${fact.name}`, fact }
  for (const fact of knowledge.calls) yield { where: `call ${fact.name}`, fact }
  for (const fact of knowledge.visionOperators) yield { where: fact.operator, fact }
  for (const fact of knowledge.operators.ways) yield { where: `way: ${fact.what} (${fact.calls[0]})`, fact }
  for (const fact of knowledge.pitfalls) yield { where: `pitfall: ${fact.what} (${fact.effect})`, fact }
  for (const fact of knowledge.machines) yield { where: `machine ${fact.chip} with ${fact.memory} GB`, fact }
  for (const { file, family: fact } of readFamilies(knowledge.folder, 'prices')) yield { where: file, fact }
  for (const fact of knowledge.models) yield { where: `model ${fact.name}`, fact }
  if (knowledge.mlx.sources.length > 0) yield { where: 'mlx', fact: knowledge.mlx }
  if (knowledge.operators.releases.length > 0) yield { where: 'operators', fact: knowledge.operators }
}

/** Whether a value is a day of the calendar, written YYYY-MM-DD. */
export function isDay(value) {
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\d$/.test(value)) return false
  const day = new Date(`${value}T00:00:00Z`)
  return !Number.isNaN(day.valueOf()) && day.toISOString().startsWith(value)
}
