import type { CallSeen } from '../../trace/observation.ts'
import { options, truth, type Value } from '../../trace/value.ts'
import type { SettingSubject } from '../../report/subject.ts'

/** An argument of a call and its value. */
export type Passed = CallSeen['positional'][number]

/** What a call is given under a name, or at a position for functions that take it there too. */
export function passedTo(call: CallSeen, name: string, position?: number): Passed | undefined {
  return call.keywords.get(name) ?? (position === undefined ? undefined : call.positional[position])
}

/** The text that a value surely is; undefined when it may be another, or no text. */
export function textOf(value: Value | undefined): string | undefined {
  const text = value?.kind === 'constant' && !value.partial ? value.value : undefined
  return typeof text === 'string' ? text : undefined
}

/** The texts that a value may be. */
export function textsOf(value: Value): readonly string[] {
  return options(value).flatMap((option) => textOf(option) ?? [])
}

/** Whether a value is true for sure, not only under circumstances. */
export function isTrue(value: Value | undefined): boolean {
  return value !== undefined && truth(value) === true
}

/** What was chosen, as the subject of a finding; with the value where it is known. */
export function settingSubject(name: string, value: Value): SettingSubject {
  const isKnown = value.kind === 'constant' && !value.partial
  return { kind: 'setting', name, ...(isKnown ? { value: String(value.value) } : {}) }
}
