/** Numbers of parameters as people write them. */

const UNITS: Readonly<Record<string, number>> = { k: 1e3, m: 1e6, b: 1e9, t: 1e12 }

/** No model has more, and sums of more would lose digits. */
const MOST_PARAMETERS = 1e15

/**
 * @param text - `8B`, `1.5 b`, `350M`, `1T`; a bare number counts billions up to 10,000, and parameters beyond
 * @returns parameters; undefined where it is no such number
 */
export function parametersIn(text: string): number | undefined {
  const [, digits, unit] =
    /^\s*(\d{1,16}(?:\.\d{1,9})?)\s*([kmbt]?)\s*$/i.exec(text.replaceAll(/(?<=\d)[,_](?=\d)/g, '')) ?? []
  if (digits === undefined) return undefined
  const bare = Number(digits) <= 10_000 ? 1e9 : 1
  const parameters = Math.round(Number(digits) * (UNITS[unit?.toLowerCase() ?? ''] ?? bare))
  return parameters > 0 && parameters <= MOST_PARAMETERS ? parameters : undefined
}

/** Sizes in names are rounded, and leave out what sees or guesses ahead. */
const ROUNDING = 0.15

/** Whether a model can be called one of that size, such as `8b`. */
export function isAbout(parameters: number, size: number): boolean {
  return Math.abs(parameters - size) <= ROUNDING * Math.max(parameters, size)
}
