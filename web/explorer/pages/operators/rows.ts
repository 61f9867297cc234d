import type { Knowledge } from '../../../../src/knowledge/knowledge.ts'
import { operatorStatus, pythonNames, pythonStatus } from '../../../../src/knowledge/operators.ts'
import { bareName } from '../../../../src/search/bare-name.ts'
import type { Fate } from '../../parts/fates.ts'

export type Operators = Pick<Knowledge, 'operators'>

/** A function or an operator, over the releases. */
export interface OperatorRow {
  readonly name: string
  /** The part of its page's address that is its own. */
  readonly slug: string
  readonly fates: readonly Fate[]
}

/** Functions, methods and modules of PyTorch; those whose operator depends on an option are a row for each. */
export function functionRows(knowledge: Operators): readonly OperatorRow[] {
  const { releases } = knowledge.operators
  return pythonNames(knowledge).map((name) => ({
    name,
    slug: name.replace(/\(.*$/s, ''),
    fates: releases.map((release) => pythonStatus(knowledge, name, release) ?? 'unknown'),
  }))
}

/** Operators of PyTorch, with each overload. */
export function operatorRows(knowledge: Operators): readonly OperatorRow[] {
  const { releases, operators } = knowledge.operators
  return Object.keys(operators).map((name) => ({
    name: `aten::${name}`,
    slug: `aten.${name.split('.')[0]}`,
    fates: releases.map((release) => operatorStatus(knowledge, name, release) ?? 'absent'),
  }))
}

/** The rows that an address asks for: by a part of a name, and by how they fare in a release. */
export function rowsFor(
  rows: readonly OperatorRow[],
  releases: readonly string[],
  query: URLSearchParams,
): readonly OperatorRow[] {
  const name = bareName(query.get('q') ?? '')
  const column = releases.indexOf(query.get('release') ?? '')
  const fate = query.get('status') ?? ''
  return rows.filter(
    (row) =>
      (name === '' || bareName(row.name).includes(name)) &&
      isWanted(row.fates, column < 0 ? releases.length - 1 : column, fate),
  )
}

function isWanted(fates: readonly Fate[], column: number, fate: string): boolean {
  if (fate === '') return true
  if (fate === 'changed') return new Set(fates).size > 1
  return fates[column] === fate
}
