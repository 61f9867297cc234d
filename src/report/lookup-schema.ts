import * as v from 'valibot'
import { backend, day, effort, listOf, name, source, support } from './schema-parts.ts'

/** What the answer to a look-up looks like to other programs; lookup.ts says what it means. */

const sources = listOf(source)
const names = listOf(name)

const statement = v.object({
  ...support.entries,
  installs: v.exactOptional(v.boolean()),
  gpu: v.exactOptional(v.boolean()),
  backend: v.exactOptional(backend),
  since: v.exactOptional(name),
  until: v.exactOptional(name),
  from: v.exactOptional(day),
  to: v.exactOptional(day),
})

const platform = v.object({ ...statement.entries, history: listOf(statement) })

const alternative = v.object({
  use: name,
  library: v.exactOptional(name),
  when: v.exactOptional(name),
  keeps: v.exactOptional(name),
  loses: v.exactOptional(name),
  effort: v.picklist(effort),
  sources,
})

const library = v.object({
  kind: v.literal('library'),
  name,
  pypi: names,
  imports: names,
  category: name,
  is: v.picklist(['library', 'tool', 'technique']),
  version: v.exactOptional(name),
  metal: platform,
  cuda: platform,
  alternatives: listOf(alternative),
})

const operatorFate = v.picklist(['native', 'composite', 'falls-back', 'missing', 'not-applicable', 'absent'])

const operator = v.object({
  kind: v.literal('operator'),
  name,
  overloads: listOf(
    v.object({
      name,
      status: operatorFate,
      nativeSince: v.exactOptional(name),
      releases: listOf(v.object({ torch: name, status: operatorFate })),
    }),
  ),
  sources,
})

const functionFate = v.picklist(['native', 'falls-back', 'missing', 'unknown'])

const course = v.object({
  status: functionFate,
  releases: listOf(v.object({ torch: name, status: functionFate })),
  operators: names,
})

const pitfall = v.object({
  what: name,
  effect: v.picklist(['raises', 'falls-back', 'wrong-results']),
  dtypes: v.exactOptional(names),
  when: v.exactOptional(name),
  since: v.exactOptional(name),
  until: v.exactOptional(name),
  macos: v.exactOptional(v.object({ since: v.exactOptional(name), until: v.exactOptional(name) })),
  instead: v.exactOptional(name),
  sources,
})

const torchFunction = v.object({
  kind: v.literal('function'),
  name,
  ...course.entries,
  backward: v.exactOptional(course),
  cases: v.exactOptional(
    listOf(v.object({ what: name, backward: v.exactOptional(v.literal(true)), ...course.entries, sources })),
  ),
  failingDtypes: listOf(v.object({ dtype: name, releases: names })),
  pitfalls: listOf(pitfall),
  mlx: v.exactOptional(
    v.object({
      kind: v.picklist(['same', 'similar', 'absent']),
      name: v.exactOptional(name),
      differs: v.exactOptional(name),
    }),
  ),
  sources,
})

const visionKernel = v.object({
  name,
  status: v.picklist(['native', 'missing', 'unknown']),
  nativeSince: v.exactOptional(name),
})

const visionOperator = v.object({
  kind: v.literal('vision-operator'),
  ...visionKernel.entries,
  calls: names,
  torchvision: v.exactOptional(name),
  backward: v.exactOptional(visionKernel),
  sources,
})

const call = v.object({
  kind: v.literal('call'),
  name,
  torch: v.exactOptional(name),
  behaviour: v.exactOptional(v.picklist(['raises', 'warns', 'returns', 'fails-later', 'missing', 'not-called'])),
  raises: v.exactOptional(name),
  message: v.exactOptional(v.string()),
  returns: v.exactOptional(v.string()),
  mps: v.exactOptional(name),
  neutral: v.exactOptional(name),
  neutralSince: v.exactOptional(name),
  note: v.exactOptional(name),
  sources,
})

export const answer = v.variant('kind', [library, operator, torchFunction, visionOperator, call])

export const lookupSchema = v.object({
  schemaVersion: v.literal(1),
  tool: v.object({ name: v.literal('acclimate'), version: name, knowledge: day }),
  query: v.string(),
  asOf: day,
  answers: listOf(answer),
  suggestions: names,
})
