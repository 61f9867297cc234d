/** Texts that code takes apart and changes, as far as they are known. */
import { type Arguments } from './arguments.ts'
import { collectionOf, TEXT_LIMIT } from './bounded-values.ts'
import { type Constant, constant, type Device, deviceName, UNKNOWN, type Value, withBasis } from '../trace/value.ts'

/** What a method of a string gives, as far as the string is known. */
export function stringMethod(text: string, method: string, passed: Arguments, from: Constant): Value {
  const unknown = withBasis(UNKNOWN, from.basis)
  if (text.length > TEXT_LIMIT) return unknown
  const first = passed.positional[0]?.value
  const argument = first?.kind === 'constant' && typeof first.value === 'string' ? first.value : undefined
  switch (method) {
    case 'lower':
      return asText(text.toLowerCase(), from)
    case 'upper':
      return asText(text.toUpperCase(), from)
    case 'strip':
      return asText(text.trim(), from)
    case 'startswith': {
      if (argument === undefined) return UNKNOWN
      const starts = startsWith(text, argument, from.partial)
      return starts === undefined ? unknown : constant(starts, from.origin, from.basis)
    }
    case 'endswith':
      if (argument === undefined) return UNKNOWN
      return from.partial ? unknown : constant(text.endsWith(argument), from.origin, from.basis)
    case 'split':
      return collectionOf(
        text
          .split(argument ?? /\s+/)
          .map((part) => (from.partial && part.includes('?') ? unknown : knownText(part, from))),
        from.basis ? { basis: from.basis } : {},
      )
    case 'format':
      return {
        kind: 'constant',
        value: text.replace(/\{[^{}]*\}/g, '?'),
        partial: true,
        ...(from.origin ? { origin: from.origin } : {}),
      }
    default:
      return deviceName(from) === undefined ? UNKNOWN : unknown
  }
}

/** `text[:length]`, where that much of it is known. */
export function stringBeginning(from: Constant, length: number): Value {
  const part = String(from.value).slice(0, length)
  if (length > TEXT_LIMIT || (from.partial && part.includes('?'))) return withBasis(UNKNOWN, from.basis)
  return knownText(part, from)
}

/** A part of a text that is wholly known. */
function knownText(text: string, from: Constant): Constant {
  return constant(text, from.origin, from.basis)
}

/** Of a string of which parts are not known, what stands before the first of them is. */
export function startsWith(text: string, beginning: string, partial = false): boolean | undefined {
  const [known = ''] = partial ? text.split('?', 1) : [text]
  if (known.startsWith(beginning)) return true
  return partial && beginning.startsWith(known) ? undefined : false
}

/** A text that is made of another, or of the name of a device. */
export function asText(text: string, from: Constant | Device): Constant {
  const whole = constant(text, from.origin, from.basis)
  return from.kind === 'constant' && from.partial ? { ...whole, partial: true } : whole
}
