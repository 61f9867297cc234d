import { cachedReport } from '../cache/cached-report.ts'
import { checkAnswers } from '../config/answers.ts'
import { loadAnswers } from '../config/load-answers.ts'
import { loadSettings } from '../config/load-settings.ts'
import { withDefaults } from '../config/options.ts'
import { UsageError } from '../config/usage-error.ts'
import { version } from '../generated/version.ts'
import { renderAdvice } from '../render/terminal/advice/index.ts'
import type { Advice, Needs } from '../report/advice.ts'
import type { Report } from '../report/report.ts'
import { knowledge } from '../shipped/knowledge.ts'
import { choose } from '../verdict/choose/choose.ts'
import { EXIT } from './exit.ts'
import { placeOfOutput } from './place-of-output.ts'
import { progressLine } from './progress.ts'
import { openProject } from '../config/project-directory.ts'

/** What stands on the command line; the answers are checked here, as those of a file are. */
export interface ChooseFlags {
  readonly format: 'terminal' | 'json'
  readonly asOf?: string
  readonly answers?: string
  readonly work?: string
  readonly libraries?: string
  readonly parameters?: string
  readonly machines?: string
  readonly target?: string
  readonly gpus?: string
  readonly first?: string
  readonly cache: boolean
}

/** Recommends a platform for a person's needs, and for their project where one is given. */
export async function runChoose(project: string | undefined, flags: ChooseFlags): Promise<number> {
  const needs = await needsFrom(project, flags)
  const asOf = flags.asOf ?? new Date().toISOString().slice(0, 10)
  const report = project === undefined ? undefined : await auditOf(project, asOf, flags.cache)
  const advice: Advice = {
    schemaVersion: 1,
    tool: { name: 'acclimate', version, knowledge: knowledge.newest },
    ...choose(needs, knowledge, asOf, report),
  }
  process.stdout.write(
    flags.format === 'json'
      ? `${JSON.stringify(advice, undefined, 2)}\n`
      : renderAdvice(advice, placeOfOutput(undefined)),
  )
  return EXIT.fine
}

/** Flags win over the file. Who gives neither, and no project, is asked, if there is somebody to ask. */
async function needsFrom(project: string | undefined, flags: ChooseFlags): Promise<Needs> {
  const file = flags.answers === undefined ? {} : await loadAnswers(flags.answers)
  const needs = { ...file, ...checkAnswers(answersIn(flags), '--') }
  if (Object.keys(needs).length > 0) return needs
  const isTerminal = process.stdin.isTTY === true && process.stderr.isTTY === true
  if (isTerminal) {
    const { askNeeds } = await import('./choose-questions.ts')
    return askNeeds()
  }
  if (project !== undefined) return {}
  throw new UsageError(
    'nobody to ask here: say what you need with --work and --libraries, --parameters, --machines, --target, --gpus or --first, or with --answers FILE',
  )
}

function answersIn({ work, libraries, parameters, machines, target, gpus, first }: ChooseFlags): unknown {
  const given = {
    work: work?.split(','),
    libraries: libraries?.split(','),
    parameters: parameters === undefined ? undefined : Number(parameters),
    machines: machines?.split(','),
    target,
    gpus,
    first,
  }
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
}

async function auditOf(project: string, asOf: string, cache: boolean): Promise<Report> {
  const { directory, remove } = await openProject(project)
  try {
    const isOwn = directory === project
    const { settings } = await loadSettings(directory, { project: isOwn })
    const progress = progressLine(false)
    const options = withDefaults({ ...settings, remarks: isOwn, asOf, cache })
    const report = await cachedReport(directory, options, async () => {
      const { audit } = await import('../pipeline.ts')
      return audit(directory, options, progress.show)
    })
    progress.clear()
    return report
  } finally {
    remove()
  }
}
