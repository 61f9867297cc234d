const LETTERS = /^[ncfmx-]+$/

/** The table is whole: a source and a letter for each release, and no Python name leads to an operator that it lacks. */
export function* check({ operators: { releases, operators, python, backward, sources } }) {
  if (sources.length !== releases.length) yield { where: 'operators', what: 'has not one source a release' }
  for (const [name, letters] of Object.entries(operators)) {
    if (letters.length !== releases.length || !LETTERS.test(letters)) {
      yield { where: `operator ${name}`, what: `has not one letter a release: ${letters}` }
    }
  }
  for (const [name, alternatives] of [...Object.entries(python), ...Object.entries(backward)]) {
    for (const operator of alternatives.flat()) {
      if (!Object.hasOwn(operators, operator)) yield { where: name, what: `operator not in the table: ${operator}` }
    }
  }
}
