import * as v from 'valibot'
import { FIRSTS, GPUS, MACHINES, type Needs, TARGETS, WORKS } from '../report/needs.ts'
import { aliasOf, dataIn, sizesIn, targetIn, tokensIn } from './spoken.ts'
import { UsageError } from './usage-error.ts'

/** Billions of parameters: the largest models that were published have a few thousand. */
const MAX_PARAMETERS = 100_000
const MAX_LIBRARIES = 200
/** Names of machines and models that one question may have. */
const MAX_NAMES = 20
const MAX_DOLLARS = 100_000_000
const MAX_A_DAY = 1e12

const library = v.pipe(v.string(), v.regex(/^[\w][\w .+-]{0,99}$/, 'not the name of a library'))
const line = v.pipe(v.string(), v.trim(), v.maxLength(200, 'longer than 200 characters'))
const names = v.pipe(list(line), v.maxLength(MAX_NAMES, `more than ${MAX_NAMES}`))
const aDay = amount(MAX_A_DAY, 'not a number of a day')

const entries = {
  work: v.exactOptional(list(v.pipe(v.string(), v.transform(aliasOf), oneOf(WORKS)))),
  libraries: v.exactOptional(v.pipe(list(library), v.maxLength(MAX_LIBRARIES))),
  models: v.exactOptional(names),
  parameters: v.exactOptional(
    v.pipe(
      v.union([v.number(), v.string(), v.array(v.union([v.number(), v.string()]))]),
      v.rawTransform(({ dataset, addIssue, NEVER }) => {
        const sizes = sizesIn(dataset.value)
        if (sizes !== undefined && sizes.every((size) => size <= MAX_PARAMETERS)) return sizes
        addIssue({
          message:
            sizes === undefined ? 'not a number of billions, such as 7 or 70B' : 'give it in billions, such as 7',
        })
        return NEVER
      }),
    ),
  ),
  quantization: v.exactOptional(line),
  context: v.exactOptional(
    v.pipe(
      v.union([v.number(), v.string()]),
      v.transform(tokensIn),
      amount(1e9, 'not a number of tokens, such as 32k'),
    ),
  ),
  batch: v.exactOptional(v.pipe(v.number(), v.integer('not a whole number'), v.minValue(1), v.maxValue(1e6))),
  data: v.exactOptional(v.pipe(line, v.transform(dataIn))),
  'tokens-a-day': v.exactOptional(aDay),
  'images-a-day': v.exactOptional(aDay),
  'hours-of-sound-a-day': v.exactOptional(aDay),
  machines: v.exactOptional(list(oneOf(MACHINES))),
  owned: v.exactOptional(names),
  compare: v.exactOptional(names),
  budget: v.exactOptional(amount(MAX_DOLLARS, 'not a number of dollars')),
  laptop: v.exactOptional(v.boolean()),
  runs: v.exactOptional(line),
  target: v.exactOptional(oneOf(TARGETS)),
  gpus: v.exactOptional(oneOf(GPUS)),
  first: v.exactOptional(oneOf(FIRSTS)),
}

const schema = v.strictObject(entries)

/**
 * Answers from flags, questions or a file, checked.
 *
 * @param where - what stands before the name of an answer in a message: `--`, or the name of a file
 * @throws UsageError that names the first answer that is wrong
 */
export function checkAnswers(answers: unknown, where: string): Needs {
  const result = v.safeParse(schema, answers)
  if (result.success) return needsOf(result.output)
  const [issue] = result.issues
  const key = v.getDotPath(issue) ?? ''
  if (issue.type === 'strict_object' && issue.expected === 'never') {
    throw new UsageError(`${where}${key}: unknown; known are ${Object.keys(entries).join(', ')}`)
  }
  throw new UsageError(`${where}${key.replace(/\.\d+$/, '')}: ${issue.message}`)
}

function needsOf(answers: v.InferOutput<typeof schema>): Needs {
  const {
    parameters,
    models = [],
    'tokens-a-day': tokensADay,
    'images-a-day': imagesADay,
    'hours-of-sound-a-day': hoursOfSoundADay,
    owned,
    target,
    ...others
  } = answers
  const named = [...models, ...(models.length > 0 ? [] : (parameters ?? []).map((size) => `${size}B`))]
  const understood = target ?? targetIn(answers.runs)
  return {
    ...others,
    ...(named.length > 0 && { models: named.filter((name) => name !== '') }),
    ...(parameters !== undefined && { parameters: Math.max(...parameters) }),
    ...(tokensADay !== undefined && { tokensADay }),
    ...(imagesADay !== undefined && { imagesADay }),
    ...(hoursOfSoundADay !== undefined && { hoursOfSoundADay }),
    ...(owned !== undefined && { owned: owned.filter((name) => name !== '') }),
    ...(understood !== undefined && { target: understood }),
  }
}

/** A list, or one of its items. */
function list<Item extends v.GenericSchema>(item: Item) {
  return v.pipe(
    v.unknown(),
    v.transform((value) => (Array.isArray(value) ? value : [value])),
    v.array(item),
  )
}

function amount(most: number, problem: string) {
  return v.pipe(v.number(problem), v.minValue(0, problem), v.maxValue(most, problem))
}

function oneOf<const Names extends readonly [string, ...string[]]>(of: Names) {
  return v.picklist(of, (issue) => `${issue.received} is none of ${of.join(', ')}`)
}
