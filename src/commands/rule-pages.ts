import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** One page for each code that a finding can have; the page of `device/x` is `device/x.md`. */
const PAGES = fileURLToPath(new URL('../../docs/rules', import.meta.url))
const CLAIMS_PAGE = fileURLToPath(new URL('../../docs/claims.md', import.meta.url))

export function allCodes(): readonly string[] {
  if (!existsSync(PAGES)) return []
  return readdirSync(PAGES, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.md') && !path.endsWith('README.md'))
    .map((path) => path.slice(0, -'.md'.length))
    .toSorted()
}

/** The page of a code, in Markdown; undefined where there is none. A saved report may name anything. */
export function pageOf(code: string): string | undefined {
  const path = `${PAGES}/${code}.md`
  return /^[a-z0-9-]+(?:\/[a-z0-9-]+)*$/.test(code) && existsSync(path) ? readFileSync(path, 'utf8') : undefined
}

/** What is often said about CUDA and Metal, and how far it is true, in Markdown. */
export function claimsPage(): string | undefined {
  return existsSync(CLAIMS_PAGE) ? readFileSync(CLAIMS_PAGE, 'utf8') : undefined
}
