import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { UsageError } from '../config/usage-error.ts'
import { nearest } from '../lookup/nearest.ts'

/** One page for each code that a finding can have; the page of `device/x` is `device/x.md`. */
const PAGES = fileURLToPath(new URL('../../docs/rules', import.meta.url))

/** Prints the page of a code, or all codes with the titles of their pages. */
export function runExplain(code: string | undefined): void {
  const codes = allCodes()
  if (code === undefined) {
    const width = Math.max(0, ...codes.map((known) => known.length))
    process.stdout.write(codes.map((known) => `${known.padEnd(width)}  ${titleOf(known)}\n`).join(''))
    return
  }
  if (!codes.includes(code)) throw new UsageError(`there is no finding "${code}"${suggestion(code, codes)}`)
  process.stdout.write(page(code))
}

function suggestion(code: string, codes: readonly string[]): string {
  const meant = nearest(code, codes)
  return meant === undefined ? '; acclimate explain lists them all' : `; did you mean ${meant}?`
}

function allCodes(): readonly string[] {
  if (!existsSync(PAGES)) return []
  return readdirSync(PAGES, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.md') && !path.endsWith('README.md'))
    .map((path) => path.slice(0, -'.md'.length))
    .toSorted()
}

function titleOf(code: string): string {
  return /^# (.+)$/m.exec(page(code))?.[1] ?? ''
}

function page(code: string): string {
  return readFileSync(`${PAGES}/${code}.md`, 'utf8')
}
