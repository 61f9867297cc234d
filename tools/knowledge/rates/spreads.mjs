/** How far measurements lie from what is predicted without them, and the ranges that follow. */

/** Ranges are to hold nine of ten measurements, also those that nobody here has seen. */
const SHARE = 0.9
/** Ranges derived from few machines are too narrow; this much is added on each side, in powers of e. */
const MARGIN = 0.01
/** Training and images have fewer measurements than these, of which single machines decide: more are held, and more is added. */
const [FEW, SHARE_OF_FEW, MARGIN_OF_FEW] = [100, 0.95, 0.16]
/** What was measured on one machine alone says little about others. */
const MARGIN_OF_ONE_MACHINE = 0.3
/** A range of single-stream decoding of dense models that is wider than this says too little to be of use. */
const WIDEST = { 'decode llama.cpp dense one': 1.58, 'decode mlx dense one': 1.58 }

/**
 * The narrowest range that holds most residuals.
 *
 * @param residuals - `{ name, log, weight, source }`, the logarithm of measured over predicted
 */
export function spreadsOf(residuals) {
  const spreads = {}
  for (const name of [...new Set(residuals.map((one) => one.name))].toSorted()) {
    const mine = residuals.filter((one) => one.name === name).toSorted((one, other) => one.log - other.log)
    const [low, high] = within(mine, Math.log(WIDEST[name] ?? Number.POSITIVE_INFINITY))
    const more = new Set(mine.map(({ machine }) => machine.id)).size === 1 ? MARGIN_OF_ONE_MACHINE : 0
    const sources = new Map(mine.map(({ source }) => [source.url, source]))
    spreads[name] = {
      low: rounded(Math.exp(low - more)),
      high: rounded(Math.exp(high + more)),
      measurements: new Set(mine.map(({ row }) => row)).size,
      sources: [...sources.values()],
    }
  }
  return spreads
}

function within(sorted, widest) {
  const total = sorted.reduce((sum, { weight }) => sum + weight, 0)
  const isFew = sorted.length < FEW && !sorted.some(({ kind }) => kind === 'decode' || kind === 'prefill')
  const [share, margin] = isFew ? [SHARE_OF_FEW, MARGIN_OF_FEW] : [SHARE, MARGIN]
  let best
  for (const [first, { log: low }] of sorted.entries()) {
    let held = 0
    for (const { log: high, weight } of sorted.slice(first)) {
      held += weight
      if (held / total < share) continue
      if (best === undefined || high - low < best[1] - best[0]) best = [low, high]
      break
    }
  }
  const [low, high] = [best[0] - margin, best[1] + margin]
  const excess = Math.max(0, high - low - widest) / 2
  return [Math.min(low + excess, 0), Math.max(high - excess, 0)]
}

export function rounded(value) {
  return Number(value.toPrecision(4))
}
