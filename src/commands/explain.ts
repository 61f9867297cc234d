import { UsageError } from '../config/usage-error.ts'
import { nearest } from '../lookup/nearest.ts'
import { allCodes, pageOf } from './rule-pages.ts'

/** Prints the page of a code, or all codes with the titles of their pages. */
export function runExplain(code: string | undefined): void {
  const codes = allCodes()
  if (code === undefined) {
    const width = Math.max(0, ...codes.map((known) => known.length))
    process.stdout.write(codes.map((known) => `${known.padEnd(width)}  ${titleOf(known)}\n`).join(''))
    return
  }
  const page = pageOf(code)
  if (page === undefined) throw new UsageError(`there is no finding "${code}"${suggestion(code, codes)}`)
  process.stdout.write(page)
}

function suggestion(code: string, codes: readonly string[]): string {
  const meant = nearest(code, codes)
  return meant === undefined ? '; acclimate explain lists them all' : `; did you mean ${meant}?`
}

function titleOf(code: string): string {
  return /^# (.+)$/m.exec(pageOf(code) ?? '')?.[1] ?? ''
}
