/** Reads PyTorch's native_functions.yaml: which operators there are, and which kernels each has for which backend. */
import { parse } from 'yaml'

/**
 * The operators of a release by name (`median.dim`). `kernels` maps a dispatch key to its kernel, `delegate` names the
 * structured operator that does the work, `wraps` the operator of which this one is a generated variant.
 */
export function readNativeFunctions(text) {
  const entries = parse(text, { schema: 'core' })
  const operators = new Map(entries.map((entry) => [nameOf(entry.func), operatorOf(entry)]))
  for (const entry of entries.filter(hasVariants)) {
    for (const variant of listed(entry.autogen)) {
      if (!operators.has(variant)) operators.set(variant, { kernels: new Map(), wraps: nameOf(entry.func) })
    }
  }
  return operators
}

/** Whoever names no kernels has one, composed of other operators; an empty list of kernels says that there are none. */
function operatorOf(entry) {
  const named = isComposed(entry) ? { CompositeImplicitAutograd: '' } : (entry.dispatch ?? {})
  const kernels = Object.entries(named).flatMap(([keys, kernel]) => listed(keys).map((key) => [key, kernel]))
  const delegate = entry.structured_delegate
  return { kernels: new Map(kernels), ...(delegate !== undefined && { delegate }) }
}

/** torchgen makes the variants that an entry lists, save for what is taken apart before it reaches a backend. */
function hasVariants(entry) {
  return !isComposed(entry) || listed([entry.tags ?? []].flat().join()).includes('core')
}

function isComposed(entry) {
  return entry.dispatch === undefined && entry.structured_delegate === undefined
}

function nameOf(signature) {
  return signature.slice(0, signature.indexOf('(')).trim()
}

/** Several keys share a kernel, and several variants an entry, as a list with commas. */
function listed(text) {
  return (text ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
}
