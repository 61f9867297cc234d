import type { CallSeen } from '../../trace/observation.ts'
import type { Value } from '../../trace/value.ts'

/** Whether a call gives an option: by name and value, by name alone (`max_norm`), or as an argument (`-1`, `nuc`). */
export function passesOption(call: CallSeen, option: string): boolean {
  const [name = '', value] = option.split('=').map((part) => part.trim())
  const given = call.keywords.get(name)?.value
  if (value === undefined) {
    const isPassed = given !== undefined && !(given.kind === 'constant' && given.value === null)
    return (
      isPassed ||
      call.positional.some((passed) => passed.value.kind === 'constant' && String(passed.value.value) === name)
    )
  }
  if (given === undefined) return call.positional.some(({ value: own }) => isText(own, value))
  // Any dimension goes the same way.
  if (name === 'dim') return !(given.kind === 'constant' && given.value === null)
  return given.kind === 'constant' && String(given.value).toLowerCase() === value.replaceAll("'", '').toLowerCase()
}

/** Whether an argument without a name is the text of an option, which says by itself what it is for: `"border"`. */
function isText(given: Value, text: string): boolean {
  return given.kind === 'constant' && typeof given.value === 'string' && given.value === text.replaceAll("'", '')
}
