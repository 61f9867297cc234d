import * as v from 'valibot'
import { FIRSTS, GPUS, MACHINES, type Needs, TARGETS, WORKS } from '../report/advice.ts'
import { UsageError } from './usage-error.ts'

/** Billions of parameters: the largest models that were published have a few thousand. */
const MAX_PARAMETERS = 100_000
const MAX_LIBRARIES = 200

const library = v.pipe(v.string(), v.regex(/^[\w][\w .+-]{0,99}$/, 'not the name of a library'))

const entries = {
  work: v.exactOptional(v.array(oneOf(WORKS))),
  libraries: v.exactOptional(v.pipe(v.array(library), v.maxLength(MAX_LIBRARIES))),
  parameters: v.exactOptional(
    v.pipe(
      v.number('not a number of billions, such as 7'),
      v.gtValue(0, 'not a number of billions, such as 7'),
      v.maxValue(MAX_PARAMETERS, 'give it in billions, such as 7'),
    ),
  ),
  machines: v.exactOptional(v.array(oneOf(MACHINES))),
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
  if (result.success) return result.output
  const [issue] = result.issues
  const key = v.getDotPath(issue) ?? ''
  if (issue.type === 'strict_object' && issue.expected === 'never') {
    throw new UsageError(`${where}${key}: unknown; known are ${Object.keys(entries).join(', ')}`)
  }
  throw new UsageError(`${where}${key.replace(/\.\d+$/, '')}: ${issue.message}`)
}

function oneOf<const Names extends readonly [string, ...string[]]>(names: Names) {
  return v.picklist(names, (issue) => `${issue.received} is none of ${names.join(', ')}`)
}
