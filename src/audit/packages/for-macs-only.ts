import type { Library, Statement } from '../../knowledge/knowledge.ts'
import { libraryByPypi, librariesByImport } from '../../knowledge/libraries.ts'
import { statementFor } from '../../knowledge/statements.ts'
import type { AuditContext } from '../rule.ts'

/** A library that machines with CUDA cannot have, and what says so. */
export interface ForMacsOnly {
  readonly library: Library
  readonly statement: Statement
}

/** The library that is meant by the name of a distribution or module, where it cannot be installed on Linux with CUDA. */
export function libraryForMacs(name: string, { knowledge, asOf }: AuditContext): ForMacsOnly | undefined {
  const own = libraryByPypi(knowledge, name)
  // Of a module that several distributions have, one for Linux may be meant.
  const [first, ...others] = own ? [own] : librariesByImport(knowledge, name)
  const statement = first && others.length === 0 ? statementFor(first.cuda, undefined, asOf) : undefined
  return first && statement?.installs === false ? { library: first, statement } : undefined
}
