import { bareName } from './bare-name.ts'
import { modelId } from '../fit/models/model-of.ts'
import { machineOf } from '../fit/machines/machine-of.ts'
import type { Knowledge, Library } from '../knowledge/knowledge.ts'
import { operatorStatus, pythonNames, pythonStatus } from '../knowledge/operators.ts'
import { statementFor } from '../knowledge/statements.ts'
import type { FunctionFate, OperatorFate } from '../report/lookup.ts'
import type { Support } from '../report/report.ts'

/**
 * Every name that something is known of, with as much as a list or a search shows: small enough to be loaded as a whole.
 * Made by the build, since what it is made from is ten times as large.
 */
export interface NameIndex {
  /** The day for which it says how things are, YYYY-MM-DD. */
  readonly asOf: string
  readonly libraries: readonly LibraryName[]
  /** Functions, methods and modules of PyTorch, without their arguments. */
  readonly functions: readonly (readonly [name: string, status: FunctionFate])[]
  /** Operators of PyTorch without namespace and overload, and how the best overload fares. */
  readonly operators: readonly (readonly [name: string, status: OperatorFate])[]
  /** Calls around CUDA, without their arguments. */
  readonly calls: readonly string[]
  readonly machines: readonly (readonly [name: string, id: string, also: readonly string[]])[]
  readonly models: readonly (readonly [name: string, id: string, also: readonly string[]])[]
  readonly claims: readonly (readonly [claim: string, id: string])[]
  /** Messages by how they are worded first. */
  readonly messages: readonly (readonly [wording: string, id: string, by: string])[]
}

export interface LibraryName {
  readonly name: string
  /** The part of its page's address that is its own. */
  readonly slug: string
  readonly category: string
  readonly metal: Support['status']
  readonly cuda: Support['status']
  /** It computes on a GPU somewhere. */
  readonly gpu?: true
  /** The first version and the first day for which what holds on Metal holds. */
  readonly since?: string
  readonly from?: string
  /** What else it is called: on indexes, when imported, by people. */
  readonly also: readonly string[]
}

/** Characters of a wording: what comes after them tells no messages apart. */
const LONGEST_WORDING = 160

/** @param asOf - the day by which libraries are judged, YYYY-MM-DD */
export function nameIndexOf(knowledge: Knowledge, asOf: string): NameIndex {
  const { calls, equivalents, claims, machines, messages, models } = knowledge
  return {
    asOf,
    libraries: knowledge.libraries.map((library) => libraryName(library, asOf)),
    functions: unique(pythonNames(knowledge).map(withoutArguments)).map((name) => [
      name,
      pythonStatus(knowledge, name, undefined) ?? 'unknown',
    ]),
    operators: operatorNames(knowledge),
    calls: unique([...calls, ...equivalents].map(({ name }) => withoutArguments(name))),
    machines: machines.map((known) => {
      const { name, id } = machineOf(known)
      const products = (known.products ?? []).map((product) => `${product.name} ${known.chip} ${known.memory} GB`)
      return [name, id, othersThan(name, [...(known.aliases ?? []), ...products])]
    }),
    models: models.map(({ name, hub = [], aliases = [] }) => [
      name,
      modelId(name),
      othersThan(name, [...aliases, ...hub]),
    ]),
    claims: claims.map(({ claim, id }) => [claim, id]),
    messages: messages.map(({ wordings, id, by }) => [(wordings[0] ?? id).slice(0, LONGEST_WORDING), id, by]),
  }
}

/** `flash-attn`, or what it is called in lower case where it is on no index: `core-ml`. */
export function librarySlug({ name, pypi }: Pick<Library, 'name' | 'pypi'>): string {
  const plain = name.toLowerCase().replaceAll(/[^a-z0-9.]+/g, '-')
  return pypi[0] ?? plain.replaceAll(/^-|-$/g, '')
}

/** `torch.Tensor.to` of `torch.Tensor.to('cuda')`. */
export function withoutArguments(name: string): string {
  return name.replace(/\(.*$/s, '')
}

function libraryName(library: Library, asOf: string): LibraryName {
  const { name, category, aliases, pypi, conda, imports } = library
  const metal = statementFor(library.metal, undefined, asOf)
  const cuda = statementFor(library.cuda, undefined, asOf)
  return {
    name,
    slug: librarySlug(library),
    category,
    metal: metal?.status ?? 'unknown',
    cuda: cuda?.status ?? 'unknown',
    ...((metal?.gpu !== undefined || cuda?.gpu === true) && { gpu: true as const }),
    ...(metal?.since !== undefined && { since: metal.since }),
    ...(metal?.from !== undefined && { from: metal.from }),
    also: othersThan(name, [...pypi, ...aliases, ...imports, ...conda]),
  }
}

/** The best first: what one overload can do, people find a way to. */
const BEST_FIRST = ['native', 'composite', 'falls-back', 'missing', 'not-applicable', 'absent'] as const

function operatorNames(knowledge: Knowledge): NameIndex['operators'] {
  const best = new Map<string, OperatorFate>()
  for (const operator of Object.keys(knowledge.operators.operators)) {
    const name = operator.split('.')[0] ?? operator
    const status = operatorStatus(knowledge, operator, undefined) ?? 'absent'
    const before = best.get(name) ?? 'absent'
    best.set(name, BEST_FIRST.indexOf(status) < BEST_FIRST.indexOf(before) ? status : before)
  }
  return [...best]
}

/** Other names, each once; `flash_attn` is none beside `flash-attn`, since a search looks at letters and digits. */
function othersThan(name: string, names: readonly string[]): readonly string[] {
  const seen = new Set([bareName(name)])
  return names.filter((other) => {
    const isNew = !seen.has(bareName(other))
    seen.add(bareName(other))
    return isNew
  })
}

function unique(names: readonly string[]): readonly string[] {
  return [...new Set(names)]
}
