import { version } from 'acclimate/parts'
import type { FleetReport } from './fleet-report.ts'

/** The document that `fleet-report.schema.json` describes. */
export function asJsonDocument({ now, since, selection, answers }: FleetReport): string {
  const document = {
    schemaVersion: 1,
    tool: { name: 'acclimate-fleet', version },
    now: new Date(now).toISOString(),
    since: new Date(since).toISOString(),
    selection,
    answers: Object.fromEntries(
      answers.map(({ question, says, rows }) => [question.name, { title: question.title, says, rows }]),
    ),
  }
  return `${JSON.stringify(document, undefined, 2)}\n`
}
