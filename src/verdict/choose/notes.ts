import type { FitRates } from '../../knowledge/rates.ts'
import type { Needs } from '../../report/needs.ts'
import type { Evidence } from '../evidence.ts'
import { judged } from '../options/option-of.ts'
import type { Wanted } from '../options/wanted.ts'

/** A table takes two to four times its size in memory once it is worked on: copies, indexes, joins. */
const COPIES = { low: 2, high: 4 } as const
const NAMED = 4

/** What was assumed, what is not known, and what is good to know beside the choice. */
export function notesOn(
  { dependencies, picked, workloads }: Evidence,
  wanted: Wanted,
  rates: FitRates,
): readonly string[] {
  const { needs, pc, models } = wanted
  const unknown = dependencies.filter(
    ({ gpu, metal, cuda }) => gpu === 'unknown' && metal.status === 'unknown' && cuda.status === 'unknown',
  )
  const processors = dependencies.filter(({ gpu, isForProcessors }) => gpu === 'cuda' && isForProcessors)
  const notes = [
    unknown.length > 0
      ? `Nothing is known of ${listed(unknown.map(({ name, title = name }) => title))}: neither side is credited with it.`
      : undefined,
    processors.length > 0
      ? `${listed(processors.map(({ name, title = name }) => title))} can also compute on a card with CUDA; on a Mac, on the processor only.`
      : undefined,
    tablesOf(needs),
    pc === undefined
      ? undefined
      : `Taken as a PC that takes a card${pc.watts === undefined ? '' : `, with a supply of ${pc.watts} W`}.`,
    longerContext(wanted, picked, rates),
    models.length === 0 &&
    workloads.every(({ kind }) => kind !== 'data' && kind !== 'kernels') &&
    (needs.budget !== undefined || needs.owned !== undefined)
      ? 'Name the model, or its size, for memory, speed and cost (--model).'
      : undefined,
  ]
  return notes.filter((note) => note !== undefined)
}

/** What people come to want once they have it. */
const LONGER = 32_768

/** What a longer context would take more, on the machine that is recommended. */
function longerContext({ needs, models }: Wanted, picked: Evidence['picked'], rates: FitRates): string | undefined {
  const one = picked?.mac ?? picked?.card
  const [model] = models
  const [now] = one?.models ?? []
  if (one === undefined || model === undefined || now?.decode === undefined || now.context >= LONGER) return undefined
  const [then] = judged(
    one.machine,
    one.kind,
    { needs: { ...needs, context: LONGER }, models: [model] },
    { rates },
  ).models
  if (then === undefined) return undefined
  const more = ((then.needed.value - now.needed.value) / 1e9).toFixed(1)
  return `A context of 32,768 tokens in the place of ${String(now.context).replace(/\B(?=(?:\d{3})+$)/g, ',')} takes ${more} GB more.`
}

function tablesOf({ data }: Needs): string | undefined {
  if (data?.bytes === undefined) return undefined
  const gigabytes = (factor: number): number => Math.round((factor * (data.bytes ?? 0)) / 1e9)
  return `Tables of ${gigabytes(1)} GB take ${gigabytes(COPIES.low)} to ${gigabytes(COPIES.high)} GB of the computer's memory while they are worked on, whatever the GPU.`
}

function listed(names: readonly string[]): string {
  const more = names.length - NAMED
  return names.slice(0, NAMED).join(', ') + (more > 0 ? ` and ${more} more` : '')
}
