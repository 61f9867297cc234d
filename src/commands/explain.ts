import { UsageError } from '../config/usage-error.ts'
import { nearest } from '../lookup/nearest.ts'
import { explain, topics } from '../shipped/pages.ts'

/** Prints the page of a code or the one about claims, or all of them with their titles. */
export function runExplain(code: string | undefined): void {
  process.stdout.write(code === undefined ? listOfTopics() : pageOf(code))
}

function listOfTopics(): string {
  const all = topics()
  const width = Math.max(0, ...all.map(({ code }) => code.length))
  return all.map(({ code, title }) => `${code.padEnd(width)}  ${title}\n`).join('')
}

function pageOf(code: string): string {
  const page = explain(code)
  if (page !== undefined) return page
  const meant = nearest(
    code,
    topics().map((topic) => topic.code),
  )
  const suggestion = meant === undefined ? '; acclimate explain lists them all' : `; did you mean ${meant}?`
  throw new UsageError(`there is no finding "${code}"${suggestion}`)
}
