import type { Estimate, Fit } from '../report/fit.ts'
import { type CsvCell, csvLine } from './csv.ts'

const COLUMNS = (
  'model quantization runtime work context batch machine platform gpu_budget_bytes memory_bytes memory_low memory_high ' +
  'fits largest_context decode_tokens_per_second decode_low decode_high prefill_tokens_per_second prefill_low ' +
  'prefill_high step_seconds step_low step_high image_seconds image_low image_high watts machine_usd'
).split(' ')

/** Fits as comma-separated values (RFC 4180), a machine a line, without units. */
export function fitsAsCsv(fits: readonly Fit[]): string {
  return [COLUMNS, ...fits.map(rowOf)].map(csvLine).join('')
}

function rowOf({ model, machine, work, memory, decode, prefill, step, image, energy, cost }: Fit): readonly CsvCell[] {
  return [
    model.id,
    model.quantization,
    work.runtime,
    work.kind,
    work.context,
    work.batch,
    machine.name,
    machine.platform,
    machine.gpuBudgetBytes,
    ...numbers(memory.bytes),
    memory.fits,
    memory.largestContext,
    ...numbers(decode?.tokensPerSecond),
    ...numbers(prefill?.tokensPerSecond),
    ...numbers(step?.seconds),
    ...numbers(image?.seconds),
    energy?.watts.value,
    cost?.machine,
  ]
}

function numbers(estimate: Estimate | undefined): readonly CsvCell[] {
  return estimate === undefined
    ? [undefined, undefined, undefined]
    : [estimate.value, estimate.low, estimate.high].map(short)
}

function short(value: number): number {
  return Number(value.toPrecision(6))
}
