/** A `config.json` as data from anywhere: values are looked at one by one, under the names that libraries give them. */

/** Larger numbers than any of a model: beyond it a config is a slip or an attack, and sums would lose their last digits. */
const MOST = 1e9

/** Layers of the deepest models are in the hundreds. */
export const MOST_LAYERS = 10_000

/** Why a config describes no model; one sentence. */
export class ConfigProblem extends Error {}

export interface Fields {
  /** Of the language model, in lower case; empty where it is not stated. */
  readonly type: string
  /** A positive whole number under the first of the names that is there. */
  readonly number: (...names: readonly string[]) => number | undefined
  /** The same, where it has to be there. */
  readonly needed: (...names: readonly string[]) => number
  readonly flag: (name: string) => boolean | undefined
  readonly text: (name: string) => string | undefined
  /** Whole numbers, or words, one a layer. */
  readonly numbers: (name: string) => readonly number[] | undefined
  readonly words: (...names: readonly string[]) => readonly string[] | undefined
  /** Fields within a field. */
  readonly within: (name: string) => Fields | undefined
}

export function fieldsOf(config: Readonly<Record<string, unknown>>): Fields {
  const first = (names: readonly string[]): readonly [string, unknown] | undefined => {
    const name = names.find((candidate) => config[candidate] !== undefined && config[candidate] !== null)
    return name === undefined ? undefined : [name, config[name]]
  }
  const number = (...names: readonly string[]): number | undefined => {
    const [name, value] = first(names) ?? []
    if (value === undefined || typeof value === 'boolean' || value === 'auto') return undefined
    if (typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= MOST) return value
    if (Array.isArray(value)) return undefined
    throw new ConfigProblem(`${name} is no whole number up to ${MOST}: ${JSON.stringify(value).slice(0, 40)}`)
  }
  return {
    type: typeof config['model_type'] === 'string' ? config['model_type'].toLowerCase() : '',
    number,
    needed: (...names) => {
      const value = number(...names)
      if (value === undefined || value === 0) throw new ConfigProblem(`it has no ${names[0]}`)
      return value
    },
    flag: (name) => (typeof config[name] === 'boolean' ? config[name] : undefined),
    text: (name) => (typeof config[name] === 'string' ? config[name] : undefined),
    numbers: (name) => {
      const value = config[name]
      if (!Array.isArray(value) || value.length > MOST_LAYERS) return undefined
      const whole = value.filter((item): item is number => Number.isInteger(item) && item >= 0 && item <= MOST)
      return whole.length === value.length ? whole : undefined
    },
    words: (...names) => {
      const value = first(names)?.[1]
      if (!Array.isArray(value) || value.length > MOST_LAYERS) return undefined
      const texts = value.filter((item): item is string => typeof item === 'string')
      return texts.length === value.length ? texts : undefined
    },
    within: (name) => {
      const value = config[name]
      return isRecord(value) ? fieldsOf(value) : undefined
    },
  }
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
