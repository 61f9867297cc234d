import { readFileSync } from 'node:fs'
import type { FileFacts } from '../../src/project/facts.ts'
import type { Site } from '../../src/report/report.ts'

/** The text of a fixture, named by its format and its path there. */
export function fixture(format: string, path: string): string {
  return readFileSync(new URL(`fixtures/${format}/${path}`, import.meta.url), 'utf8')
}

/** Every fact on one line, with all that it says, so that a test shows what a reader found. */
export function shownFacts(facts: FileFacts): string {
  const lines = Object.entries(facts).flatMap(([kind, list]: [string, readonly object[]]) =>
    list.map((fact) => `${kind}: ${shownFact(fact)}`),
  )
  return lines.join('\n')
}

function shownFact(fact: object): string {
  const { site, written: _, binding: _binding, ...rest } = fact as { site?: Site; written?: unknown; binding?: unknown }
  const place = site && `${site.line}:${site.column}-${site.endLine}:${site.endColumn}`
  const fields = Object.entries(rest).filter(([, value]) => !Array.isArray(value) || value.length > 0)
  return [...fields.map(([key, value]) => `${key}=${String(value)}`), `@ ${place ?? ''}`].join('  ')
}
