import type { Fit } from '../../../../src/report/fit.ts'
import { gigabytes } from '../../../../src/render/terminal/fit/numbers.ts'

/** A plot of memory over the context. All places are shares of it, from the left and from above. */
export interface CurvePlot {
  readonly line: readonly (readonly [x: number, y: number])[]
  /** What the GPU may have. */
  readonly budget: number
  /** The context that was asked about; absent where it lies left of the plot. */
  readonly asked?: { readonly at: number; readonly y: number; readonly low: number; readonly high: number }
  /** Those that are minor have no room beside each other on a phone. */
  readonly ticks: readonly { readonly at: number; readonly context: number; readonly isMinor: boolean }[]
  readonly points: Curve
}

type Curve = NonNullable<Fit['memory']['curve']>

/** How high the plot reaches: what is far above the budget would press all below it together. */
const MOST_BUDGETS = 2.5
const MARGIN = 1.08
/** Parts of the line between two contexts, one twice the other: memory grows with the tokens, and the axis with their doublings. */
const PARTS = 8
/** A label nearer to the last one than this would touch it. */
const CLOSE = 0.06

/** Undefined where there is no context to choose. */
export function plotOf({ memory: { curve = [], bytes }, machine, work }: Fit): CurvePlot | undefined {
  const [first] = curve
  const last = curve.at(-1)
  if (first === undefined || last === undefined || curve.length < 2) return undefined
  const budget = machine.gpuBudgetBytes
  const least = Math.max(budget, first.bytes)
  const most = Math.min(Math.max(least, last.bytes) * MARGIN, least * MOST_BUDGETS)
  const doublings = Math.log2(last.context / first.context)
  const x = (context: number) => Math.log2(context / first.context) / doublings
  const y = (of: number) => 1 - of / most
  return {
    line: smooth(curve).map(({ context, bytes: of }) => [x(context), y(of)]),
    budget: y(budget),
    ...(work.context >= first.context && {
      asked: { at: x(work.context), y: y(bytes.value), low: y(bytes.low), high: y(bytes.high) },
    }),
    ticks: curve
      .filter(({ context }) => context === last.context || x(context) < 1 - CLOSE)
      // The last is told also where there is room for half of them only, and so not its neighbour.
      .map(({ context }, index, all) => ({ at: x(context), context, isMinor: (all.length - 1 - index) % 2 === 1 })),
    points: curve,
  }
}

/** Up to how many tokens a model fits, in a sentence. */
export function curveWords({ memory: { curve = [], largestContext = 0 }, machine }: Fit): string {
  const last = curve.at(-1)
  const budget = gigabytes(machine.gpuBudgetBytes)
  if (largestContext === 0 || last === undefined)
    return `No context fits: without any it takes more than the ${budget} that may be used`
  if (largestContext >= last.context) {
    return `All ${last.context.toLocaleString('en')} tokens of context fit: with them it takes ${gigabytes(last.bytes)} of ${budget}`
  }
  return `${largestContext.toLocaleString('en')} tokens of context fit into ${budget}; ${last.context.toLocaleString('en')} take ${gigabytes(last.bytes)}`
}

function smooth(curve: Curve): Curve {
  return curve.flatMap((from, index) => {
    const to = curve[index + 1]
    if (to === undefined) return [from]
    return Array.from({ length: PARTS }, (_, part) => {
      const context = from.context * (to.context / from.context) ** (part / PARTS)
      const share = (context - from.context) / (to.context - from.context)
      return { context, bytes: from.bytes + share * (to.bytes - from.bytes) }
    })
  })
}
