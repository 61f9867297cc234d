import type { Finding } from '../../report/report.ts'
import { messageOf } from './message.ts'

/** A descriptor for each code among the findings, sorted by code, with the page of the docs as its help. */
export function rulesOf(findings: readonly Finding[], pageOf: (code: string) => string | undefined) {
  const codes = [...new Set(findings.map(({ code }) => code))].toSorted()
  return codes.map((code) => ruleOf(code, pageOf(code)))
}

/** The page goes with the log, for there is no address to lead to: `help` and not `helpUri`. */
function ruleOf(code: string, page: string | undefined) {
  const title = page === undefined ? undefined : /^# (.+)$/m.exec(page)?.[1]
  const happens =
    page === undefined
      ? undefined
      : /^## What happens on a (?:Mac|machine with CUDA)\n+([\s\S]+?)(?:\n\n|\s*$)/m.exec(page)?.[1]
  return {
    id: code,
    ...(title === undefined ? {} : { shortDescription: plain(title) }),
    ...(happens === undefined ? {} : { fullDescription: plain(happens) }),
    help: page === undefined ? { text: `acclimate explain ${code}` } : { text: linesOf(page), markdown: page },
    properties: { tags: ['machine-learning', code.split('/', 1).join('')] },
  }
}

/** Markdown of a sentence or two as a message, which has no marks for code. */
function plain(markdown: string) {
  return messageOf(markdown.replaceAll('`', ''))
}

/** A page for viewers that show no Markdown; it reads well as it is. */
function linesOf(page: string): string {
  const lines = page.trimEnd().split('\n')
  return lines.map((line) => messageOf(line).text).join('\n')
}
