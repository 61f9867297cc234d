import { render } from 'acclimate'
import * as v from 'valibot'
import { dashboardPage } from '../dashboard/page.ts'
import { gather } from '../dashboard/gather.ts'
import { ask } from '../questions/ask.ts'
import { QUESTIONS } from '../questions/questions.ts'
import { type Period, selectionSchema } from '../questions/selection.ts'
import { asJsonDocument } from '../show/json.ts'
import { reportOf, type OutcomeSource } from '../show/reports.ts'
import { openTables } from '../tables/open.ts'
import { partsIn } from '../tables/parts.ts'
import type { Shown } from './app.ts'

interface Fleet {
  /** Folder of the tables. */
  readonly folder: string
  readonly outcomes: OutcomeSource
  readonly period: () => Period
}

/** What a server shows of a fleet: as of each request, and read again only where there are new outcomes or another hour. */
export function shownOf({ folder, outcomes, period }: Fleet): Shown {
  let kept: { readonly of: string; readonly page: Promise<string> } | undefined
  return {
    dashboard() {
      const now = period()
      const of = `${partsIn(folder).parts.at(-1)?.to ?? 0} ${now.now.slice(0, 'YYYY-MM-DDTHH'.length)}`
      if (kept?.of === of) return kept.page
      const page = dashboardOf(folder, now)
      kept = { of, page }
      page.catch(() => (kept = undefined))
      return page
    },
    async report(outcome) {
      const report = await reportOf(folder, outcome, outcomes)
      return report && render(report, 'html')
    },
    async answer(name, given) {
      const question = QUESTIONS.find((one) => one.name === name)
      const selection = v.safeParse(v.strictObject(selectionSchema.entries), given)
      if (!question || !selection.success) return undefined
      const { connection, close } = await openTables(folder)
      try {
        const answer = await ask(connection, question, selection.output, period())
        return asJsonDocument({ ...period(), selection: selection.output, answers: [answer] })
      } finally {
        close()
      }
    },
  }
}

async function dashboardOf(folder: string, period: Period): Promise<string> {
  const { connection, close } = await openTables(folder)
  try {
    return dashboardPage({ ...(await gather(connection, {}, period)), reportsAt: '/reports/*' })
  } finally {
    close()
  }
}
