import { existsSync } from 'node:fs'
import type { MachineFilter } from '../fit/filter.ts'
import { UsageError } from '../config/usage-error.ts'
import type { ModelAsked, WorkAsked } from '../fit/question.ts'
import { fit, knownNames } from '../library/fit.ts'
import { fitsAsCsv } from '../render/fit-csv.ts'
import { renderFits } from '../render/terminal/fit/index.ts'
import { EXIT } from './exit.ts'
import { placeOfOutput } from './place-of-output.ts'
import { writeOutput } from './write-output.ts'

/** What stands on the command line, already checked. */
export interface FitFlags extends WorkAsked, MachineFilter {
  readonly machine?: readonly string[]
  readonly parameters?: string
  /** Only names are asked for. */
  readonly machines?: boolean
  readonly format: 'terminal' | 'json' | 'csv'
  readonly output?: string
}

/** Says whether a model fits machines and how fast it goes there; ends with 1 when it fits none of them. */
export async function runFit(model: string | undefined, flags: FitFlags): Promise<number> {
  const { machine, parameters, machines, format, output, budget, laptop, platform, memory, watts, sold, ...asked } =
    flags
  if (machines === true) {
    writeOutput(`${knownNames().join('\n')}\n`, output)
    return EXIT.fine
  }
  const named = model ?? parameters
  if (named === undefined) throw new UsageError('say which model: a name, a file, or --parameters such as 8B')
  if (machine === undefined) throw new UsageError('say which machine: --machine "RTX 4090", or --machine all')
  const only: MachineFilter = {
    ...(budget !== undefined && { budget }),
    ...(laptop !== undefined && { laptop }),
    ...(platform !== undefined && { platform }),
    ...(memory !== undefined && { memory }),
    ...(watts !== undefined && { watts }),
    ...(sold !== undefined && { sold }),
  }
  const fits = fit({ model: (await modelOnDisk(named)) ?? named, machines: machine, only, ...asked })
  const isOne = machine.length === 1 && machine[0]?.trim().toLowerCase() !== 'all'
  const text =
    format === 'json'
      ? `${JSON.stringify(isOne ? fits[0] : fits, undefined, 2)}\n`
      : format === 'csv'
        ? fitsAsCsv(fits)
        : renderFits(fits, placeOfOutput(output))
  writeOutput(text, output)
  return fits.some(({ memory: { fits: doesFit } }) => doesFit) ? EXIT.fine : EXIT.findings
}

/** The model of a file or folder, with the quantization that its tensors have; undefined where nothing lies there. */
async function modelOnDisk(path: string): Promise<ModelAsked | undefined> {
  if (!existsSync(path)) return undefined
  // What reads files is large, and names need none of it.
  const { modelAt } = await import('../fit/disk/model-at.ts')
  const read = await modelAt(path)
  if (read === undefined) return undefined
  if ('problem' in read) throw new UsageError(read.problem)
  const quantization = read.is.tensors?.quantization
  return { model: read.is, ...(quantization !== undefined && { quantization }) }
}
