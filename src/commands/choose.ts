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
import { type MacHere, macHere } from './mac-here.ts'
import { placeOfOutput } from './place-of-output.ts'
import { progressLine } from './progress.ts'
import { writeOutput } from './write-output.ts'
import { openProject } from '../config/project-directory.ts'

/** What stands on the command line; the answers are checked here, as those of a file are. */
export interface ChooseFlags {
  readonly format: 'terminal' | 'json' | 'markdown' | 'html'
  readonly output?: string
  readonly asOf?: string
  readonly answers?: string
  readonly work?: readonly string[]
  readonly libraries?: readonly string[]
  readonly model?: readonly string[]
  readonly parameters?: readonly string[]
  readonly quantization?: string
  readonly context?: string
  readonly batch?: string
  readonly data?: string
  readonly tokensADay?: string
  readonly imagesADay?: string
  readonly hoursOfSoundADay?: string
  readonly machines?: readonly string[]
  readonly owned?: readonly string[]
  readonly compare?: readonly string[]
  readonly budget?: string
  readonly laptop?: boolean
  readonly runs?: string
  readonly target?: string
  readonly gpus?: string
  readonly first?: string
  readonly cache: boolean
}

/** Recommends a platform and machines for a person's needs, and for their project where one is given. */
export async function runChoose(project: string | undefined, flags: ChooseFlags): Promise<number> {
  const { needs, notes } = withOwnMac(await needsFrom(project, flags), await macHere())
  const asOf = flags.asOf ?? new Date().toISOString().slice(0, 10)
  const report = project === undefined ? undefined : await auditOf(project, asOf, flags.cache)
  const chosen = choose(needs, knowledge, asOf, report)
  if ('problem' in chosen) throw new UsageError(chosen.problem)
  const advice: Advice = {
    schemaVersion: 1,
    tool: { name: 'acclimate', version, knowledge: knowledge.newest },
    ...chosen.is,
    notes: [...notes, ...chosen.is.notes],
  }
  writeOutput(await shown(advice, flags), flags.output)
  return EXIT.fine
}

/** Only what is asked for is loaded. */
async function shown(advice: Advice, { format, output }: ChooseFlags): Promise<string> {
  if (format === 'json') return `${JSON.stringify(advice, undefined, 2)}\n`
  if (format === 'markdown') return (await import('../render/advice/markdown.ts')).adviceAsMarkdown(advice)
  if (format === 'html') return (await import('../render/advice/html.ts')).adviceAsHtml(advice)
  return renderAdvice(advice, placeOfOutput(output))
}

/** The Mac that the program runs on is there, unless the person says what is. */
function withOwnMac(
  needs: Needs,
  mac: MacHere | undefined,
): { readonly needs: Needs; readonly notes: readonly string[] } {
  if (mac === undefined || needs.owned !== undefined) return { needs, notes: [] }
  return {
    needs: { ...needs, owned: [mac.id] },
    notes: [`Taken as owned: ${mac.name}, on which this runs; --owned says otherwise.`],
  }
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
    'nobody to ask here: say what you need, such as --work inference --model "Llama 3.1 8B" --owned "M2 16GB", or with --answers FILE',
  )
}

function answersIn(flags: ChooseFlags): unknown {
  const { work, libraries, model, parameters, machines, owned, compare, laptop } = flags
  const { quantization, context, data, runs, target, gpus, first } = flags
  const given = {
    work: words(work),
    libraries: words(libraries),
    models: model,
    parameters,
    quantization,
    context,
    batch: number(flags.batch),
    data,
    'tokens-a-day': number(flags.tokensADay),
    'images-a-day': number(flags.imagesADay),
    'hours-of-sound-a-day': number(flags.hoursOfSoundADay),
    machines: words(machines),
    owned,
    compare,
    budget: number(flags.budget?.replace(/^\$/, '')),
    laptop,
    runs,
    target,
    gpus,
    first,
  }
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
}

/** `a,b` and `--flag a --flag b`. */
function words(given: readonly string[] | undefined): readonly string[] | undefined {
  return given
    ?.flatMap((each) => each.split(','))
    .map((word) => word.trim())
    .filter((word) => word !== '')
}

/** `1500`, `1,500`, `2k`, `3M`. */
function number(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const [, digits = 'x', unit = ''] =
    /^(\d+(?:\.\d+)?)([km]?)$/i.exec(text.trim().replaceAll(/(?<=\d),(?=\d{3})/g, '')) ?? []
  return Number(digits) * ({ '': 1, k: 1e3, m: 1e6 }[unit.toLowerCase()] ?? 1)
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
