import { options, type Value } from '../../trace/value.ts'
import { canonicalName } from './equivalents.ts'

/** How far into a value that holds others is looked, and at how many of them. */
const DEPTH_LIMIT = 3
const ITEMS_LIMIT = 40

/** Stands for what is not known. */
export const NOT_KNOWN = '?'

/** All of a value that is known and counts, as text: equal texts are equal values, as far as they are known. */
export function valueText(value: Value, depth = 0): string {
  if (depth > DEPTH_LIMIT) return NOT_KNOWN
  const inner = (part: Value) => valueText(part, depth + 1)
  switch (value.kind) {
    case 'unknown':
      return NOT_KNOWN
    case 'constant':
      return `${JSON.stringify(value.value)}${value.partial ? NOT_KNOWN : ''}`
    case 'device':
      return `device(${value.name})`
    case 'external':
      return value.name
    case 'instance':
      return `${canonicalName(value.of)}()`
    case 'function':
      return `def ${value.function.module.path}:${value.function.name}`
    case 'class':
      return `class ${value.class.module.path}:${value.class.name}`
    case 'object':
      return `${value.class.module.path}:${value.class.name}()`
    case 'module':
      return `module ${value.module.path}`
    case 'collection':
      return `[${value.items.slice(0, ITEMS_LIMIT).map(inner).join(', ')}${value.anyNumber ? ', ...' : ''}]`
    case 'table':
      return `{${[...value.fields]
        .slice(0, ITEMS_LIMIT)
        .map(([name, part]) => `${name}: ${inner(part)}`)
        .join(', ')}}`
    case 'tensor':
      return `${value.library} tensor(${value.dtype ?? NOT_KNOWN}, ${value.unplaced ? 'unplaced' : (value.device ?? NOT_KNOWN)}, ${value.dimensions ?? ''}${value.layout ?? ''})`
    case 'count':
      return `at least ${value.atLeast}`
    case 'choice':
      return options(value).map(inner).toSorted().join(' | ')
  }
}
