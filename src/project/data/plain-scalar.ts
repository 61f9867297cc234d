const NULL = /^(?:~|null|Null|NULL|)$/
const TRUE = /^(?:yes|Yes|YES|true|True|TRUE|on|On|ON)$/
const FALSE = /^(?:no|No|NO|false|False|FALSE|off|Off|OFF)$/
const INTEGER = /^[-+]?\d[\d_]{0,30}$/
const FLOAT = /^[-+]?(?:\d[\d_]{0,30})?\.?\d{0,30}(?:[eE][-+]?\d{1,4})?$/

/**
 * The value of an unquoted YAML scalar as Python's usual reader takes it (`no` and `off` are false), since that is what
 * machine-learning configurations are written for. Exponents count without a point too, as their authors mean.
 */
export function plainScalar(text: string): string | number | boolean | null {
  if (NULL.test(text)) return null
  if (TRUE.test(text)) return true
  if (FALSE.test(text)) return false
  if (/^[-+.\d]/.test(text) && /\d/.test(text) && (INTEGER.test(text) || FLOAT.test(text))) {
    const number = Number(text.replaceAll('_', ''))
    if (Number.isFinite(number)) return number
  }
  return text
}
