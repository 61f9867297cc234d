import { readFileSync } from 'node:fs'
import { rootCertificates } from 'node:tls'
import type { IndexSettings } from '../../installers/settings.ts'
import type { Limits } from '../limits.ts'
import type { Trust } from './trust.ts'
import { trustIn } from './trust.ts'
import { budgetOf } from './budget.ts'
import type { Document, DocumentWants, Part, PartWants } from './document.ts'
import { readDocument as readLocalDocument, readPart as readLocalPart } from './local.ts'
import { readDocument, readPart } from './remote.ts'
import { waysFor } from './proxy.ts'
import { webFor } from './web.ts'

/** Reads what indexes have, over HTTP or from this machine, within the limits of a run. */
export interface Transport {
  readonly trust: Trust
  /** A whole document. @throws {Refusal} */
  readonly document: (address: string, wants: DocumentWants) => Promise<Document>
  /** A part of a file. @throws {Refusal} */
  readonly part: (address: string, wants: PartWants) => Promise<Part>
  readonly close: () => void
}

export function transportFor(settings: IndexSettings, limits: Limits): Transport {
  const addresses = [...settings.indexes, ...settings.links]
  const trust = trustIn(addresses)
  const budget = budgetOf(limits)
  const web = webFor(
    addresses,
    certificatesIn(settings.certificates),
    waysFor(settings.proxy, process.env),
    trust,
    limits,
    budget,
  )
  return {
    trust,
    document: (address, wants) =>
      isLocal(address)
        ? readLocalDocument(trust.checked(address), wants, budget.spend)
        : readDocument(web, address, wants),
    part: (address, wants) =>
      isLocal(address)
        ? readLocalPart(trust.checked(address), wants, budget.spend)
        : readPart(web, address, wants, limits),
    close: web.close,
  }
}

function isLocal(address: string): boolean {
  return /^file:/i.test(address)
}

/** Node takes the given ones instead of its own, so both are given. */
function certificatesIn(path: string | undefined): readonly string[] | undefined {
  if (path === undefined) return undefined
  try {
    return [...rootCertificates, readFileSync(path, 'utf8')]
  } catch {
    // Then a connection that needs them fails and says so.
    return undefined
  }
}
