import type { ImportSeen, Observation } from '../../../trace/observation.ts'
import type { Expression } from '../../../trace/syntax.ts'
import { type About, editAt } from '../../finding/edit-at.ts'
import { type Edits, fixBy } from '../../finding/fix-by.ts'
import type { AuditContext, Draft, Rule } from '../../rule.ts'
import { isLive, seen } from '../../observations/seen.ts'
import { setEarlier } from './edits.ts'
import { fixes, messages, sources, title, whys } from './prose.ts'
import { useSite } from '../../observations/sites.ts'
import { type VariableSet, variablesSet } from '../../observations/variables-set.ts'

const VARIABLE = 'PYTORCH_ENABLE_MPS_FALLBACK'

/** Names that were meant to be the variable. */
const MISSPELT = /MPS_?FALL_?BACK/i

/** The variable that lets missing operators run on the CPU: misspelt, with another value, or set when it is too late. */
export const rule = {
  code: 'port/fallback-variable',
  title,
  words: { strong: ['FALLBACK'] },
  find: (context) => variablesSet(context).flatMap((setting) => draftsOf(setting, context)),
} satisfies Rule

function draftsOf(given: VariableSet, context: AuditContext): Draft[] {
  if (!MISSPELT.test(given.name)) return []
  if (given.name !== VARIABLE) {
    const edits = rewritten(given, given.written?.name, `"${VARIABLE}"`, { safety: 'suggested', why: whys.spelling })
    return [draft(given, 'degrades', messages.misspelt(given.name), fixes.spelling, edits)]
  }
  if (given.value !== undefined && given.value !== '1') return ofValue(given, given.value)
  const earlier = given.seen && importBefore(given.seen, context)
  if (!given.seen || !earlier) return []
  const edits = setEarlier(given.seen, earlier, context)
  return [{ ...draft(given, 'degrades', messages.late(earlier.name), fixes.order, edits), causes: [useSite(earlier)] }]
}

/** PyTorch reads a number: 0 is off, which may be meant, and what is no number makes it fail while it is loaded. */
function ofValue(given: VariableSet, value: string): Draft[] {
  if (/^\s*[-+]?\d/.test(value) || value.includes('$')) return []
  const edits = rewritten(given, given.written?.value, '"1"', { safety: 'safe', why: whys.value })
  return [draft(given, 'blocks', messages.value(value), fixes.value, edits)]
}

/** A text of the code in place of one that is written there outright. */
function rewritten(
  { seen: observation }: VariableSet,
  node: Expression | undefined,
  text: string,
  about: About,
): Edits {
  return observation && node?.kind === 'string' ? [editAt(observation, node, text, about)] : []
}

function draft(given: VariableSet, effect: Draft['effect'], message: string, summary: string, edits: Edits): Draft {
  const { name, value, site, certainty } = given
  return {
    effect,
    certainty,
    message,
    subject: { kind: 'setting', name, ...(value === undefined ? {} : { value }) },
    sites: [site],
    sources,
    fix: fixBy(edits, { effort: 'minutes', summary }),
  }
}

/** An import at the top of the same file, above the setting, that loads PyTorch; whoever calls a function has come past all of them. */
function importBefore(here: Observation, context: AuditContext): ImportSeen | undefined {
  return seen(context, 'import', LOADS_TORCH).find(
    (imported) =>
      imported.module === here.module && !imported.function && isLive(imported) && imported.node.at < here.node.at,
  )
}

const LOADS_TORCH = /^(torch|torchvision|torchaudio|pytorch_lightning|lightning|accelerate|diffusers|timm|ultralytics)$/
