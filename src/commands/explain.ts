import { UsageError } from '../config/usage-error.ts'
import { nearest } from '../lookup/nearest.ts'
import { allCodes, claimsPage, pageOf } from './rule-pages.ts'

/** The page about common claims, beside those of the rules. */
const CLAIMS = 'claims'

/** Prints the page of a code or the one about claims, or all of them with their titles. */
export function runExplain(code: string | undefined): void {
  const codes = [...allCodes(), CLAIMS]
  if (code === undefined) {
    const width = Math.max(0, ...codes.map((known) => known.length))
    process.stdout.write(codes.map((known) => `${known.padEnd(width)}  ${titleOf(known)}\n`).join(''))
    return
  }
  const page = pageFor(code)
  if (page === undefined) throw new UsageError(`there is no finding "${code}"${suggestion(code, codes)}`)
  process.stdout.write(page)
}

function suggestion(code: string, codes: readonly string[]): string {
  const meant = nearest(code, codes)
  return meant === undefined ? '; acclimate explain lists them all' : `; did you mean ${meant}?`
}

function pageFor(code: string): string | undefined {
  return code === CLAIMS ? claimsPage() : pageOf(code)
}

function titleOf(code: string): string {
  return /^# (.+)$/m.exec(pageFor(code) ?? '')?.[1] ?? ''
}
