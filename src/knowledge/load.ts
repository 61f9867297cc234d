import { readFileSync } from 'node:fs'
import type {
  CallFact,
  Consideration,
  Equivalent,
  Knowledge,
  Library,
  MachineFacts,
  MlxOperations,
  OperatorTable,
  Pitfall,
  Release,
  ShelfLives,
  VisionOperator,
} from './knowledge.ts'

/** What `tools/compile-knowledge.mjs` writes: one JSON file for each part, so that a run reads only what it asks for. */
interface Parts {
  readonly about: { readonly newest: string }
  readonly libraries: readonly Library[]
  readonly shelfLives: ShelfLives
  readonly considerations: readonly Consideration[]
  readonly releases: Readonly<Record<string, readonly Release[]>>
  readonly calls: readonly CallFact[]
  readonly equivalents: readonly Equivalent[]
  readonly operators: OperatorTable
  readonly visionOperators: readonly VisionOperator[]
  readonly pitfalls: readonly Pitfall[]
  readonly mlx: MlxOperations
  readonly machine: MachineFacts
}

/** `../../dist` is the package's `dist` both from `src/knowledge`, as the tests run it, and from `dist/knowledge`. */
const COMPILED = new URL('../../dist/knowledge/', import.meta.url)

/**
 * The knowledge that ships with this version. Each part is read and parsed on first use, since a run may need few, and
 * then kept in what is returned: whoever asks more than once keeps that, too.
 *
 * @param folder - address of another folder of compiled knowledge, ending in a slash
 * @throws when the compiled files are absent: the package has not been built
 */
export function loadKnowledge(folder: URL = COMPILED): Knowledge {
  const part = <Name extends keyof Parts>(name: Name): (() => Parts[Name]) => {
    let value: Parts[Name] | undefined
    return () => (value ??= JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8')) satisfies Parts[Name])
  }
  const about = part('about')
  const libraries = part('libraries')
  const shelfLives = part('shelfLives')
  const considerations = part('considerations')
  const releases = part('releases')
  const calls = part('calls')
  const equivalents = part('equivalents')
  const operators = part('operators')
  const visionOperators = part('visionOperators')
  const pitfalls = part('pitfalls')
  const mlx = part('mlx')
  const machine = part('machine')
  return {
    get newest() {
      return about().newest
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
    get calls() {
      return calls()
    },
    get equivalents() {
      return equivalents()
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
    get mlx() {
      return mlx()
    },
    get machine() {
      return machine()
    },
  }
}
