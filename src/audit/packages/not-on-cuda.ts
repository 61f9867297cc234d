import type { Library, Statement } from '../../knowledge/knowledge.ts'
import { libraryByPypi, librariesByImport } from '../../knowledge/libraries.ts'
import { statementFor } from '../../knowledge/statements.ts'
import type { AuditContext } from '../rule.ts'

/** A library that machines with CUDA cannot have, and what says so. */
export interface NotOnCuda {
  readonly library: Library
  readonly statement: Statement
  /** Whether Macs can have it, as far as is known. */
  readonly onMacs: boolean
}

/** The library of a distribution that cannot be installed on Linux with CUDA. */
export function distributionNotOnCuda(name: string, { knowledge, asOf }: AuditContext): NotOnCuda | undefined {
  return notOnCuda(libraryByPypi(knowledge, name), asOf)
}

/** The library of a module that cannot be installed there; of a module that several distributions have, one for Linux may be meant. */
export function moduleNotOnCuda(name: string, { knowledge, asOf }: AuditContext): NotOnCuda | undefined {
  const [first, ...others] = librariesByImport(knowledge, name)
  return others.length === 0 ? notOnCuda(first, asOf) : undefined
}

function notOnCuda(library: Library | undefined, asOf: string): NotOnCuda | undefined {
  const statement = library && statementFor(library.cuda, undefined, asOf)
  if (!library || statement?.installs !== false) return undefined
  return { library, statement, onMacs: statementFor(library.metal, undefined, asOf)?.installs !== false }
}
