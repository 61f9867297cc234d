import { memoized } from '../../knowledge/memoized.ts'
import type { KnownModel } from '../../knowledge/models.ts'
import { nearestOf } from '../../lookup/nearest.ts'
import type { Model } from '../model.ts'
import type { Understood } from '../understood.ts'
import { askedModelIn, LONGEST_MODEL_NAME, modelWords } from './asked.ts'
import { modelOf } from './model-of.ts'
import { isAbout, parametersIn } from './size.ts'

/** A model of the catalogue, and the quantization that its name asks for. */
export interface NamedModel {
  readonly model: Model
  readonly quantization?: string
}

/** How many names are offered for one that is not known. */
const MOST_SUGGESTIONS = 3

/**
 * The model that somebody means. Every word has to be one of the model's, or its size; of the models that have them all,
 * the one with the fewest words that were left out is meant, and of equals the newest.
 *
 * @param text - `Llama-3 8B`, `qwen3 30b a3b`, `Qwen2.5-Coder-7B Q8_0`, `mlx-community/Qwen3-4B-4bit`, an id
 */
export function modelNamed(text: string, models: readonly KnownModel[]): Understood<NamedModel> {
  return modelMeant(text, models) ?? { problem: unknown(text, models) }
}

/** The same, for those who have nothing to say of a name that is not known: what it could be is not looked for. */
export function modelMeant(text: string, models: readonly KnownModel[]): Meant | undefined {
  const found = understand(text, models)
  const outside = text.replace(/\(.*\)/, ' ')
  return found ?? (outside === text ? undefined : understand(outside, models))
}

type Meant = Extract<Understood<NamedModel>, { is: NamedModel }>

interface Match {
  readonly model: KnownModel
  /** How many words of its name were left out. */
  readonly left: number
}

function understand(text: string, models: readonly KnownModel[]): Meant | undefined {
  const asked = askedModelIn(text)
  const { of, byWord } = namesIn(models)
  const strange = asked.words.filter((word) => !byWord.has(word) && !isSize(word) && !isDate(word))
  // Numbers are versions; a word that no model has may be anything, such as who trained it on.
  if (strange.some((word) => /\d/.test(word))) return undefined
  const words = asked.words.filter((word) => !strange.includes(word) && (byWord.has(word) || !isDate(word)))
  if (words.every((word) => /^\d/.test(word))) return undefined
  // Sizes aside, every word has to be in the name.
  const telling = words.find((word) => !isSize(word)) ?? ''
  const all = (byWord.get(telling) ?? []).flatMap((model) => matchOf(words, model, of.get(model) ?? []))
  // Where a word was not understood, the rest has to be a whole name: `whisper small` is not `BGE small`.
  const matches = strange.length > 0 ? all.filter(({ left }) => left === 0) : all
  const least = Math.min(...matches.map(({ left }) => left))
  const best = matches.filter(({ left }) => left === least)
  const taken = best.at(-1)
  if (taken === undefined) return undefined
  const others = best.slice(0, -1).map(({ model }) => model.name)
  const notes = [
    ...(strange.length > 0 ? [`Not understood and left out: ${strange.join(' ')}.`] : []),
    ...(others.length > 0 ? [`Taken as ${taken.model.name}; it could also be ${others.join(', ')}.`] : []),
  ]
  const { quantization } = asked
  return { is: { model: cataloguedOf(taken.model), ...(quantization !== undefined && { quantization }) }, notes }
}

function matchOf(words: readonly string[], model: KnownModel, names: readonly (readonly string[])[]): readonly Match[] {
  const lefts = names.flatMap((own) => {
    // A size that the name has is meant as it is written; others are near enough to what was counted.
    const isSized = own.some(isSize)
    const isMeant = words.every((word) => own.includes(word) || (!isSized && hasSize(model, word)))
    return isMeant ? [own.filter((word) => !words.includes(word)).length] : []
  })
  return lefts.length === 0 ? [] : [{ model, left: Math.min(...lefts) }]
}

/** Worked out once of each model that is asked for. */
const cataloguedOf = memoized(modelOf)

/** Models by the words of their names, and the names of each. */
interface KnownNames {
  readonly of: ReadonlyMap<KnownModel, readonly (readonly string[])[]>
  readonly byWord: ReadonlyMap<string, readonly KnownModel[]>
}

/** Taken apart once for each list of models: a project has hundreds of names to ask about, and each is held against all. */
const namesIn = memoized((models: readonly KnownModel[]): KnownNames => {
  const taken = new Map<string, readonly string[]>()
  const of = new Map<KnownModel, readonly (readonly string[])[]>()
  const byWord = new Map<string, KnownModel[]>()
  for (const model of models) {
    const { name, hub = [], aliases = [] } = model
    const names = [name, ...hub, ...aliases].map((each) => modelWords(each.replaceAll('-', ' '), taken))
    of.set(model, names)
    for (const word of new Set(names.flat())) {
      const own = byWord.get(word)
      if (own) own.push(model)
      else byWord.set(word, [model])
    }
  }
  return { of, byWord }
})

function isSize(word: string): boolean {
  return /^\d+(?:\.\d+)?[mbt]$/.test(word)
}

/** Releases have the month (`2506`), the month and the day (`0528`) or the year and the month (`202606`) in their names. */
function isDate(word: string): boolean {
  return /^(?:2[3-9](?:0[1-9]|1[0-2])|(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])|20[23]\d(?:0[1-9]|1[0-2]))$/.test(word)
}

function hasSize({ parameters, besides = 0 }: KnownModel, word: string): boolean {
  const size = isSize(word) ? parametersIn(word) : undefined
  return size !== undefined && (isAbout(parameters, size) || isAbout(parameters - besides, size))
}

function unknown(text: string, models: readonly KnownModel[]): string {
  const name = text.trim().slice(0, LONGEST_MODEL_NAME)
  const asked = askedModelIn(text).words
  // Models with most of the words first, so that `Llama 3.1 9B` offers the sizes that Llama 3.1 has.
  const shared = [...namesIn(models).of]
    .map(([model, names]) => ({
      name: model.name,
      common: Math.max(...names.map((own) => own.filter((word) => asked.includes(word)).length)),
    }))
    .filter(({ common }) => common > 0 && common >= asked.length / 2)
    .toSorted((one, other) => other.common - one.common)
    .map((each) => each.name)
  const near = nearestOf(
    name,
    models.map((model) => model.name),
    MOST_SUGGESTIONS,
  )
  const meant = [...new Set([...shared, ...near])].slice(0, MOST_SUGGESTIONS)
  const hint =
    meant.length > 0 ? `did you mean ${meant.join(' or ')}?` : 'give a file, a config.json, or --parameters such as 8B.'
  return `${name === '' ? 'The empty name' : `"${name}"`} is no model that is known; ${hint}`
}
