import { isInContainer } from '../../../target/requirements.ts'
import { groupBy } from '../../group-by.ts'
import { torchIsBefore } from '../../torch/torch-version.ts'
import { type VariableSet, variablesSet } from '../../observations/variables-set.ts'
import type { Draft, Rule } from '../../rule.ts'
import { fix, messages, sources, title } from './prose.ts'

const HIGH = 'PYTORCH_MPS_HIGH_WATERMARK_RATIO'
const LOW = 'PYTORCH_MPS_LOW_WATERMARK_RATIO'

/** What PyTorch takes on Macs with Apple silicon where nothing is set, and the most that it takes. */
const DEFAULT_HIGH = 1.7
const DEFAULT_LOW = 1.4
const MOST = 2

/** The first release that has the low mark and holds the two against each other. */
const SINCE = '2.0'

/** Marks for the memory of Metal that PyTorch refuses: the low one above the high one, or either out of bounds. */
export const rule = {
  code: 'port/memory-watermark',
  title,
  words: { strong: ['WATERMARK'] },
  find: (context) => {
    if (torchIsBefore(context, SINCE)) return []
    const set = variablesSet(context).filter(
      ({ name, site }) => (name === HIGH || name === LOW) && !isInContainer(site.file),
    )
    return [...groupBy(set, ({ site }) => site.file).values()].flatMap((own) => draftsOf(own, set))
  },
} satisfies Rule

/** Of the marks that one file sets, the one with which it fails; what it leaves open another file may set. */
function draftsOf(own: readonly VariableSet[], all: readonly VariableSet[]): Draft[] {
  const [high, low] = [own.findLast(({ name }) => name === HIGH), own.findLast(({ name }) => name === LOW)]
  const limit = numberOf(high, DEFAULT_HIGH)
  const reserve = numberOf(low, DEFAULT_LOW)
  if (limit === undefined || reserve === undefined) return []
  if (high && (limit < 0 || limit > MOST)) return [draftOf(high, messages.high(limit))]
  if (low && (reserve < 0 || reserve > MOST)) return [draftOf(low, messages.low(reserve, MOST))]
  if (limit === 0 || reserve <= limit) return []
  const isCompleted = all.some(({ name }) => name === (high ? LOW : HIGH)) && (!high || !low)
  const set = high ?? low
  return set ? [draftOf(set, messages.low(reserve, limit), isCompleted)] : []
}

/** `strtod`: what is no number is 0; undefined for what only the run shows. */
function numberOf(set: VariableSet | undefined, otherwise: number): number | undefined {
  if (set === undefined) return otherwise
  if (set.value === undefined || /[$`%{]/.test(set.value)) return undefined
  const value = Number.parseFloat(set.value)
  return Number.isNaN(value) ? 0 : value
}

function draftOf({ name, value, site, certainty }: VariableSet, message: string, isCompleted = false): Draft {
  return {
    effect: 'blocks',
    certainty: isCompleted ? 'possible' : certainty,
    message,
    subject: { kind: 'setting', name, ...(value === undefined ? {} : { value }) },
    sites: [site],
    sources,
    fix: { kind: 'manual', effort: 'minutes', summary: fix },
    group: 'watermark',
  }
}
