import type { Knowledge } from './knowledge.ts'

/** The parts of knowledge: `tools/compile-knowledge.mjs` writes a JSON file for each, under its name. */
export const KNOWLEDGE_PARTS = [
  'newest',
  'libraries',
  'shelfLives',
  'considerations',
  'releases',
  'wheels',
  'calls',
  'equivalents',
  'metalNames',
  'operators',
  'visionOperators',
  'pitfalls',
  'messages',
  'mlx',
  'systems',
  'machines',
  'rates',
  'models',
  'claims',
] as const satisfies readonly (keyof Knowledge)[]

/**
 * Knowledge whose parts are read on first use, each once: a run may need few of them.
 *
 * @param read - gives what is in the JSON file of a part
 */
export function lazyKnowledge(read: <Part extends keyof Knowledge>(part: Part) => Knowledge[Part]): Knowledge {
  const once = <Part extends keyof Knowledge>(part: Part): (() => Knowledge[Part]) => {
    let value: Knowledge[Part] | undefined
    return () => (value ??= read(part))
  }
  const newest = once('newest')
  const libraries = once('libraries')
  const shelfLives = once('shelfLives')
  const considerations = once('considerations')
  const releases = once('releases')
  const wheels = once('wheels')
  const calls = once('calls')
  const equivalents = once('equivalents')
  const metalNames = once('metalNames')
  const operators = once('operators')
  const visionOperators = once('visionOperators')
  const pitfalls = once('pitfalls')
  const messages = once('messages')
  const mlx = once('mlx')
  const systems = once('systems')
  const machines = once('machines')
  const rates = once('rates')
  const models = once('models')
  const claims = once('claims')
  return {
    get newest() {
      return newest()
    },
    get libraries() {
      return libraries()
    },
    get shelfLives() {
      return shelfLives()
    },
    get considerations() {
      return considerations()
    },
    get releases() {
      return releases()
    },
    get wheels() {
      return wheels()
    },
    get calls() {
      return calls()
    },
    get equivalents() {
      return equivalents()
    },
    get metalNames() {
      return metalNames()
    },
    get operators() {
      return operators()
    },
    get visionOperators() {
      return visionOperators()
    },
    get pitfalls() {
      return pitfalls()
    },
    get messages() {
      return messages()
    },
    get mlx() {
      return mlx()
    },
    get systems() {
      return systems()
    },
    get machines() {
      return machines()
    },
    get rates() {
      return rates()
    },
    get models() {
      return models()
    },
    get claims() {
      return claims()
    },
  }
}
