import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** Holds `rules`, with one page for each code that a finding can have: that of `device/x` is `rules/device/x.md`. */
const DOCS = fileURLToPath(new URL('../../docs', import.meta.url))

/** The page about common claims, beside those of the rules. */
const CLAIMS = 'claims'

/** What can be explained. */
export interface Topic {
  /** That of a kind of finding, such as `device/ignores-metal-gpu`, or `claims`. */
  readonly code: string
  /** The heading of its page. */
  readonly title: string
}

/**
 * What a kind of finding means, what to do about it, and where that is known from; or, for `claims`, what is often said
 * about CUDA and Metal and how far it is true.
 *
 * @param code - the `code` of a finding, or `claims`
 * @returns a page in Markdown; undefined where there is none, since a saved report may name anything
 */
export function explain(code: string): string | undefined {
  const page = code === CLAIMS ? `${DOCS}/claims.md` : `${DOCS}/rules/${code}.md`
  return /^[a-z0-9-]+(?:\/[a-z0-9-]+)*$/.test(code) && existsSync(page) ? readFileSync(page, 'utf8') : undefined
}

/** What to call in which order, for coding agents. */
export function skillText(): string {
  return readFileSync(`${DOCS}/../skills/acclimate/SKILL.md`, 'utf8')
}

/** Everything that `explain` has a page for, sorted by code, the claims at the end. */
export function topics(): readonly Topic[] {
  return [...codes(), CLAIMS].map((code) => ({ code, title: /^# (.+)$/m.exec(explain(code) ?? '')?.[1] ?? '' }))
}

function codes(): readonly string[] {
  const rules = `${DOCS}/rules`
  if (!existsSync(rules)) return []
  return readdirSync(rules, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.md') && !path.endsWith('README.md'))
    .map((path) => path.slice(0, -'.md'.length))
    .toSorted()
}
