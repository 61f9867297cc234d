/**
 * Finds the rates that explain measurements best: least squares of the logarithms, by Gauss and Newton. Each factor is held
 * near one, and each base near where it starts, as far as their widths allow: what few measurements speak of stays with
 * what the others say, and the fit is never one machine's own.
 */

/** A deviation of this much counts as one; where it is more than `ROBUST` times as much, it counts less and less. */
const UNIT = 0.06
const ROBUST = 2.5
const STEPS = 40
/** Less than this share of the misfit is not worth another step. */
const SMALL_GAIN = 1e-5

/**
 * @param cases - each with terms, traits, the seconds that were measured, and a weight
 * @param prior.bases - by rate: `{ start, width }`, the width in powers of e
 * @param prior.widthOf - of a rate and a trait, how far the factor may stray: 0 where the rate does not depend on the trait
 * @param prior.starts - by `rate|trait`, factors that are known beforehand
 * @param prior.near - rates from which to search, which are found sooner
 */
export function solveRates(cases, { bases, widthOf, starts, near }) {
  const parameters = parametersOf(cases, bases, widthOf, starts)
  const index = new Map(parameters.map(({ key }, place) => [key, place]))
  const rows = cases.map(({ terms, traits, seconds, weight }) => ({
    seconds,
    weight,
    terms: terms
      .filter(({ amount, rate }) => amount > 0 && rate in bases)
      .map(({ rate, amount }) => ({
        amount,
        places: [rate, ...traits.map((trait) => `${rate}|${trait}`)].flatMap((key) => index.get(key) ?? []),
      })),
  }))
  let values = parameters.map((parameter) => valueNear(parameter, near))
  let damping = 1e-3
  let cost = costOf(rows, parameters, values)
  for (let step = 0; step < STEPS; step++) {
    const change = stepFor(rows, parameters, values, damping)
    const next = values.map((value, place) => value + Math.max(-1, Math.min(1, change[place])))
    const nextCost = costOf(rows, parameters, next)
    if (nextCost < cost) {
      const gain = (cost - nextCost) / cost
      values = next
      cost = nextCost
      damping = Math.max(damping / 4, 1e-9)
      if (gain < SMALL_GAIN) break
    } else {
      damping *= 8
      if (damping > 1e6) break
    }
  }
  return ratesOf(parameters, values, starts)
}

function parametersOf(cases, bases, widthOf, starts) {
  const parameters = Object.entries(bases).map(([rate, { start, width }]) => ({
    key: rate,
    rate,
    start: Math.log(start),
    width,
  }))
  const traits = [...new Set(cases.flatMap((one) => one.traits))].toSorted()
  for (const rate of Object.keys(bases)) {
    for (const trait of traits) {
      const width = widthOf(rate, trait)
      const isMet = cases.some(
        (one) => one.traits.includes(trait) && one.terms.some((term) => term.rate === rate && term.amount > 0),
      )
      if (width > 0 && isMet)
        parameters.push({
          key: `${rate}|${trait}`,
          rate,
          trait,
          start: Math.log(starts[`${rate}|${trait}`] ?? 1),
          width,
        })
    }
  }
  return parameters
}

/** Where the search begins: at rates that are near already, else where the parameter is held. */
function valueNear({ rate, trait, start }, near) {
  const value = trait === undefined ? near?.[rate]?.base : near?.[rate]?.factors[trait]
  return value === undefined ? start : Math.log(value)
}

function termsAt(row, values) {
  return row.terms.map(({ amount, places }) => amount * Math.exp(places.reduce((sum, place) => sum + values[place], 0)))
}

function residualOf(row, values) {
  return Math.log(termsAt(row, values).reduce((sum, value) => sum + value, 0) / row.seconds) / UNIT
}

function costOf(rows, parameters, values) {
  const misfit = rows.reduce((sum, row) => {
    const residual = residualOf(row, values)
    return sum + row.weight * 2 * ROBUST ** 2 * (Math.sqrt(1 + (residual / ROBUST) ** 2) - 1)
  }, 0)
  return misfit + parameters.reduce((sum, { start, width }, place) => sum + ((values[place] - start) / width) ** 2, 0)
}

function stepFor(rows, parameters, values, damping) {
  const size = parameters.length
  const matrix = Array.from({ length: size }, () => new Float64Array(size))
  const right = new Float64Array(size)
  for (const row of rows) {
    const terms = termsAt(row, values)
    const total = terms.reduce((sum, value) => sum + value, 0)
    const residual = Math.log(total / row.seconds) / UNIT
    const weight = row.weight / Math.sqrt(1 + (residual / ROBUST) ** 2)
    const slope = new Map()
    for (const [place, { places }] of row.terms.entries()) {
      for (const parameter of places) {
        slope.set(parameter, (slope.get(parameter) ?? 0) + terms[place] / total / UNIT)
      }
    }
    const slopes = [...slope]
    for (const [one, oneSlope] of slopes) {
      right[one] -= weight * oneSlope * residual
      for (const [other, otherSlope] of slopes) matrix[one][other] += weight * oneSlope * otherSlope
    }
  }
  for (const [place, { start, width }] of parameters.entries()) {
    matrix[place][place] += 1 / width ** 2
    right[place] -= (values[place] - start) / width ** 2
    matrix[place][place] *= 1 + damping
  }
  return solved(matrix, right)
}

/** Solves a positive definite system by Cholesky. */
function solved(matrix, right) {
  const size = right.length
  for (let row = 0; row < size; row++) {
    for (let column = 0; column <= row; column++) {
      let sum = matrix[row][column]
      for (let k = 0; k < column; k++) sum -= matrix[row][k] * matrix[column][k]
      matrix[row][column] = row === column ? Math.sqrt(Math.max(sum, 1e-12)) : sum / matrix[column][column]
    }
  }
  const half = new Float64Array(size)
  for (let row = 0; row < size; row++) {
    let sum = right[row]
    for (let k = 0; k < row; k++) sum -= matrix[row][k] * half[k]
    half[row] = sum / matrix[row][row]
  }
  const result = new Float64Array(size)
  for (let row = size - 1; row >= 0; row--) {
    let sum = half[row]
    for (let k = row + 1; k < size; k++) sum -= matrix[k][row] * result[k]
    result[row] = sum / matrix[row][row]
  }
  return [...result]
}

function ratesOf(parameters, values, starts) {
  const rates = {}
  for (const [place, { rate, trait }] of parameters.entries()) {
    if (trait === undefined) rates[rate] = { base: Math.exp(values[place]), factors: {} }
    else rates[rate].factors[trait] = Math.exp(values[place])
  }
  // What is known before anything is measured holds where nothing was.
  for (const [key, start] of Object.entries(starts)) {
    const [rate, trait] = key.split('|')
    if (rate in rates) rates[rate].factors[trait] ??= start
  }
  return rates
}
