/** What to use instead is a library of its own where the knowledge has one by that name, and never the same one. */
export function* check({ entries }) {
  const names = new Set(entries.map(({ library }) => library.name))
  for (const { file, library } of entries) {
    for (const { library: other } of library.alternatives) {
      if (other !== undefined && !names.has(other)) yield { where: file, what: `leads to no known library: ${other}` }
      if (other === library.name) yield { where: file, what: 'is offered in its own place' }
    }
  }
}
