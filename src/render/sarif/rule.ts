import type { Finding } from '../../report/report.ts'
import { messageOf } from './message.ts'

/** A descriptor for each code among the findings, sorted by code, with the page of the docs as its help. */
export function rulesOf(findings: readonly Finding[], pageOf: (code: string) => string | undefined) {
  const codes = [...new Set(findings.map(({ code }) => code))].toSorted()
  return codes.map((code) => ruleOf(code, pageOf(code)))
}

function ruleOf(code: string, page: string | undefined) {
  const title = page === undefined ? undefined : /^# (.+)$/m.exec(page)?.[1]
  const command = `acclimate explain ${code}`
  return {
    id: code,
    ...(title === undefined ? {} : { shortDescription: messageOf(title.replaceAll('`', '')) }),
    help: { text: command, ...(page === undefined ? {} : { markdown: page }) },
    properties: { tags: ['machine-learning', code.split('/', 1).join('')] },
  }
}
