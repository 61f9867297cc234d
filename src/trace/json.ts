/**
 * A trace as JSON and back. What stands in several places (a function in thousands of observations, a condition around all
 * the code behind it) is written once and is one object again when it is read, so that it costs no room and can be compared.
 */
import type { Trace } from './trace.ts'

/**
 * The text is a list of everything in the trace, each referred to by its index in a list of one number: an object by its
 * fields, a list, map, set or list of 32-bit integers behind its name.
 */
type Written = Readonly<Record<string, unknown>> | readonly [Shape, ...unknown[]]

type Shape = 'list' | 'map' | 'set' | 'integers'

/** Stands for numbers that JSON lacks. */
const NOT_A_NUMBER = ['NaN'] as const

export function traceToJson(trace: Trace): string {
  const indices = new Map<object, number>()
  const waiting: object[] = []
  const written: Written[] = []

  function refer(value: unknown): unknown {
    if (typeof value === 'number' && !Number.isFinite(value)) return NOT_A_NUMBER
    if (typeof value !== 'object' || value === null) return value
    let index = indices.get(value)
    if (index === undefined) {
      index = indices.size
      indices.set(value, index)
      waiting.push(value)
    }
    return [index]
  }

  refer(trace)
  // The list grows while it is gone through, in the order of the indices.
  for (const value of waiting) written.push(write(value, refer))
  return JSON.stringify(written)
}

function write(value: object, refer: (part: unknown) => unknown): Written {
  if (value instanceof Int32Array) return ['integers', ...value]
  if (Array.isArray(value)) return ['list', ...value.map(refer)]
  if (value instanceof Set) return ['set', ...[...value].map(refer)]
  if (value instanceof Map) return ['map', ...[...value].flatMap(([key, part]) => [refer(key), refer(part)])]
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, refer(part)]))
}

/** @throws {SyntaxError} for a text that is no trace */
export function traceFromJson(text: string): Trace {
  const written: readonly Written[] = JSON.parse(text)
  const made = written.map(emptyFor)
  const resolve = (part: unknown): unknown => {
    if (!Array.isArray(part)) return part
    return typeof part[0] === 'number' ? made[part[0]] : Number.NaN
  }
  for (const [index, source] of written.entries()) fill(made[index], source, resolve)
  const [trace] = made
  if (!isTrace(trace)) throw new SyntaxError('not a trace')
  return trace
}

type Made = Record<string, unknown> | unknown[] | Map<unknown, unknown> | Set<unknown> | Int32Array

function emptyFor(source: Written): Made {
  if (!isList(source)) return {}
  const [shape, ...parts] = source
  switch (shape) {
    case 'integers':
      return Int32Array.from(parts, Number)
    case 'map':
      return new Map()
    case 'set':
      return new Set()
    case 'list':
      return []
  }
}

function fill(target: Made | undefined, source: Written, resolve: (part: unknown) => unknown): void {
  if (!isList(source)) {
    for (const [key, part] of Object.entries(source))
      Object.defineProperty(target, key, { value: resolve(part), enumerable: true, writable: true, configurable: true })
    return
  }
  const parts = source.slice(1)
  if (Array.isArray(target)) for (const part of parts) target.push(resolve(part))
  else if (target instanceof Set) for (const part of parts) target.add(resolve(part))
  else if (target instanceof Map)
    for (let at = 0; at < parts.length; at += 2) target.set(resolve(parts[at]), resolve(parts[at + 1]))
}

function isList(source: Written): source is readonly [Shape, ...unknown[]] {
  return Array.isArray(source)
}

function isTrace(made: Made | undefined): made is Made & Trace {
  return made !== undefined && 'observations' in made && 'modules' in made
}
