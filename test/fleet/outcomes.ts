import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { ask } from '../../packages/fleet/src/questions/ask.ts'
import { QUESTIONS } from '../../packages/fleet/src/questions/questions.ts'
import type { Selection } from '../../packages/fleet/src/questions/selection.ts'
import { openTables, type OpenTables } from '../../packages/fleet/src/tables/open.ts'
import type { FailureReason, Outcome } from '../../packages/fleet/src/store/outcome.ts'
import { addOutcomes } from '../../packages/fleet/src/tables/write.ts'
import type { Finding, Report, Status } from '../../src/report/report.ts'
import { finding, report } from '../render/report.ts'

interface Changes extends Partial<Omit<Outcome, 'result'>> {
  readonly report?: Report
}

export function outcome(repository: string, { report: given = report(), ...changes }: Changes = {}): Outcome {
  return {
    repository,
    revision: '',
    commit: 'c1',
    build: 'b1',
    knowledge: 'k1',
    at: '2026-11-20T12:00:00.000Z',
    result: { kind: 'audited', report: given },
    figures: { seconds: 2, processorSeconds: 1.5, bytes: 1e6, files: 20, peakMemory: 3e8 },
    ...changes,
  }
}

/** An outcome without a report. */
export function failed(repository: string, reason: FailureReason, detail: string, changes: Changes = {}): Outcome {
  return { ...outcome(repository, changes), result: { kind: 'failed', reason, detail } }
}

/** A report with this status on a Mac, and all that is given. */
export function faring(
  status: Status,
  changes: Partial<Report> = {},
  metal: Partial<Report['platforms']['metal']> = {},
) {
  const base = report()
  return report({
    ...changes,
    platforms: { ...base.platforms, metal: { ...base.platforms.metal, status, ...metal } },
  })
}

/** A finding that stops the program for want of a library. */
export function stoppedBy(library: string, changes: Partial<Finding> = {}): Finding {
  return finding({ code: 'dependency/does-not-install', library, fingerprint: library, ...changes })
}

/** A folder that is deleted when the test is over. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'acclimate-fleet-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** The tables of these outcomes; the folder is gone once they are closed. */
export async function openedTables(outcomes: Iterable<Outcome>): Promise<OpenTables> {
  const folder = mkdtempSync(join(tmpdir(), 'acclimate-fleet-'))
  await addOutcomes(folder, outcomes)
  const { connection, close } = await openTables(folder)
  return {
    connection,
    close() {
      close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** The same, until the test is over. */
export async function tablesOf(outcomes: Iterable<Outcome>): Promise<OpenTables> {
  const tables = await openedTables(outcomes)
  onTestFinished(() => tables.close())
  return tables
}

const PERIOD = { now: '2026-11-28T00:00:00Z', since: '2026-11-21T00:00:00Z' }

/** What a question answers about these outcomes. */
export async function answerOf(name: string, outcomes: readonly Outcome[], selection: Selection = {}) {
  const question = QUESTIONS.find((one) => one.name === name)
  if (!question) throw new Error(`there is no question ${name}`)
  const { connection } = await tablesOf(outcomes)
  return ask(connection, question, selection, PERIOD)
}
