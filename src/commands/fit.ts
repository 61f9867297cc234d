import { existsSync } from 'node:fs'
import type { Model } from '../fit/model.ts'
import { knowledge } from '../shipped/knowledge.ts'
import type { MachineFilter } from '../fit/filter.ts'
import { UsageError } from '../config/usage-error.ts'
import type { ModelAsked, WorkAsked } from '../fit/question.ts'
import { fit, knownNames } from '../library/fit.ts'
import { renderFits } from '../render/terminal/fit/index.ts'
import { EXIT } from './exit.ts'
import { macHere } from './mac-here.ts'
import { placeOfOutput } from './place-of-output.ts'
import { writeOutput } from './write-output.ts'

/** What stands on the command line, already checked. */
export interface FitFlags extends WorkAsked, MachineFilter {
  readonly machine?: readonly string[]
  readonly parameters?: string
  /** The machine that the program runs on is meant. */
  readonly thisMachine?: boolean
  /** A model that is not on the disk may be looked up on the Hub. */
  readonly online?: boolean
  /** Only names are asked for. */
  readonly machines?: boolean
  readonly format: 'terminal' | 'json' | 'csv' | 'markdown' | 'html'
  readonly output?: string
}

/** Says whether a model fits machines and how fast it goes there; ends with 1 when it fits none of them. */
export async function runFit(model: string | undefined, flags: FitFlags): Promise<number> {
  const { machine: named, thisMachine, online, parameters, machines, format, output, ...others } = flags
  const { budget, laptop, platform, memory, watts, sold, ...work } = others
  if (machines === true) {
    writeOutput(`${knownNames().join('\n')}\n`, output)
    return EXIT.fine
  }
  const wanted = model ?? parameters
  if (wanted === undefined) throw new UsageError('say which model: a name, a file, or --parameters such as 8B')
  const isNoneNamed = thisMachine !== true && (named ?? []).length === 0
  const own = thisMachine === true || (isNoneNamed && (await macHere())) ? await whatIsThis() : undefined
  const machine =
    isNoneNamed && own === undefined ? ['all'] : [...(own === undefined ? [] : [own.id]), ...(named ?? [])]
  const only: MachineFilter = {
    ...(budget !== undefined && { budget }),
    ...(laptop !== undefined && { laptop }),
    ...(platform !== undefined && { platform }),
    ...(memory !== undefined && { memory }),
    ...(watts !== undefined && { watts }),
    ...(sold !== undefined && { sold }),
  }
  const read = (await modelOnDisk(wanted)) ?? (online === true ? await modelOfHub(wanted) : undefined)
  const fits = fit({ model: read ?? wanted, machines: machine, only, curve: format === 'html', ...own?.work, ...work })
  const isOne = machine.length === 1 && machine[0]?.trim().toLowerCase() !== 'all'
  const text =
    format === 'json'
      ? `${JSON.stringify(isOne ? fits[0] : fits, undefined, 2)}\n`
      : format === 'csv'
        ? (await import('../render/fit-csv.ts')).fitsAsCsv(fits)
        : format === 'markdown'
          ? (await import('../render/fit/markdown.ts')).fitsAsMarkdown(fits)
          : format === 'html'
            ? (await import('../render/fit/html.ts')).fitsAsHtml(fits)
            : renderFits(fits, placeOfOutput(output))
  writeOutput(text, output)
  return fits.some(({ memory: { fits: doesFit } }) => doesFit) ? EXIT.fine : EXIT.findings
}

/** The machine that the program runs on, by its id, and what it says of its system. */
async function whatIsThis(): Promise<{ readonly id: string; readonly work: WorkAsked }> {
  const { askMachine } = await import('../machine/ask.ts')
  const { machineOfSetup } = await import('../machine/machine-of-setup.ts')
  const setup = await askMachine()
  const found = machineOfSetup(setup, knowledge.machines)
  if ('problem' in found) throw new UsageError(found.problem)
  const { machine, budgetBytes } = found.is
  return {
    id: machine.id,
    work: {
      ...(setup.system === 'macos' && setup.systemVersion !== undefined && { macos: setup.systemVersion }),
      ...(budgetBytes !== undefined && { wiredLimitMb: Math.floor(budgetBytes / 2 ** 20) }),
    },
  }
}

/** A model of the Hub; undefined where the name is none of a repository. */
async function modelOfHub(name: string): Promise<ModelAsked | undefined> {
  const { modelOnHub } = await import('../fit/hub/model-on-hub.ts')
  const { HF_ENDPOINT: url, HF_TOKEN: token } = process.env
  return asked(await modelOnHub(name, { ...(url && { url: url.replace(/\/+$/, '') }), ...(token && { token }) }))
}

/** The model of a file or folder, with the quantization that its tensors have; undefined where nothing lies there. */
async function modelOnDisk(path: string): Promise<ModelAsked | undefined> {
  if (!existsSync(path)) return undefined
  // What reads files is large, and names need none of it.
  const { modelAt } = await import('../fit/disk/model-at.ts')
  return asked(await modelAt(path))
}

function asked(read: { readonly is: Model } | { readonly problem: string } | undefined): ModelAsked | undefined {
  if (read === undefined) return undefined
  if ('problem' in read) throw new UsageError(read.problem)
  const quantization = read.is.tensors?.quantization
  return { model: read.is, ...(quantization !== undefined && { quantization }) }
}
