import type { MachineFilter } from '../fit/filter.ts'
import type { WorkAsked } from '../fit/question.ts'
import { fit } from '../library/fit.ts'
import { fitsAsCsv } from '../render/fit-csv.ts'
import { renderFits } from '../render/terminal/fit/index.ts'
import { EXIT } from './exit.ts'
import { placeOfOutput } from './place-of-output.ts'
import { writeOutput } from './write-output.ts'

/** What stands on the command line, already checked. */
export interface FitFlags extends WorkAsked, MachineFilter {
  readonly machine: readonly string[]
  readonly format: 'terminal' | 'json' | 'csv'
  readonly output?: string
}

/** Says whether a model fits machines and how fast it goes there; ends with 1 when it fits none of them. */
export function runFit(model: string, flags: FitFlags): number {
  const { machine, format, output, budget, laptop, platform, memory, watts, sold, ...asked } = flags
  const only: MachineFilter = {
    ...(budget !== undefined && { budget }),
    ...(laptop !== undefined && { laptop }),
    ...(platform !== undefined && { platform }),
    ...(memory !== undefined && { memory }),
    ...(watts !== undefined && { watts }),
    ...(sold !== undefined && { sold }),
  }
  const fits = fit({ model, machines: machine, only, ...asked })
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
