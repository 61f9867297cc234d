import type { DecisionSeen } from '../../../trace/observation.ts'
import type { Call, Expression, Statement } from '../../../trace/syntax.ts'
import { unparse } from '../../../trace/unparse.ts'
import { cpuGivenBy } from '../../devices/falls-back.ts'
import { lastAssignedTo } from '../../observations/assigned.ts'
import { certaintyOf, mayRun, seen } from '../../observations/seen.ts'
import { declarationSite, guardSite, type SiteInRole } from '../../observations/sites.ts'
import { reachOfModule } from '../../reachability/reach.ts'
import type { AuditContext, Draft } from '../../rule.ts'
import { fixSwitchedOff, messages, sources } from './prose.ts'

/**
 * Where somebody has taken Metal out: `mps.is_available() and False`, `if device == "mps": device = "cpu"`, and a refusal,
 * `if device.type == "mps": raise`.
 */
export function metalSwitchedOff(context: AuditContext): Draft[] {
  return seen(context, 'decision')
    .filter((decision) => mayRun(decision) && reachOfModule(decision.module) !== 'test')
    .flatMap((decision) => {
      if (DENIES.test(unparse(decision.test))) return []
      const off = neverIn(decision, context)
      return off ? [draft(decision, 'never', off)] : (givenUp(decision) ?? refused(decision))
    })
}

/** Tests for the other machines. */
const DENIES = /\bnot [\w.]*mps|!= ['"]mps|not in /i
const ASKS = /\bmps\.is_(?:available|built)\(\)|\bmps_(?:is_)?available\b|\bhas_mps\b/i
const BY_HAND = /\band False\b|\bFalse and\b/

/**
 * `torch.backends.mps.is_available() and False`, here or where the name in the test was set: the places besides the test;
 * undefined where nothing is switched off by hand.
 */
function neverIn(decision: DecisionSeen, context: AuditContext): readonly SiteInRole[] | undefined {
  const { test, value } = decision
  if (value !== false) return undefined
  if (isNever(test)) return []
  const set = test.kind === 'name' ? lastAssignedTo(test.id, decision, context) : undefined
  return set?.node.value && isNever(set.node.value) ? [declarationSite(decision, set.node)] : undefined
}

function isNever(test: Expression): boolean {
  const text = unparse(test)
  return BY_HAND.test(text) && ASKS.test(text)
}

/** What a device is called, or what takes one by its name. */
const OF_DEVICE = /device|accelerator/i

/** `if device == "mps": device = "cpu"`, of the same name; where Metal itself is asked for, of any that a device bears. */
function givenUp(decision: DecisionSeen): Draft[] | undefined {
  const compared = comparedWithMetal(decision.test)
  if (compared === undefined && !isOnlyForMetal(decision)) return undefined
  const given = bodyOf(decision).filter((statement) =>
    cpuGivenBy(statement).some((name) => (compared ? compared.has(name) : OF_DEVICE.test(name))),
  )
  return given.length === 0
    ? undefined
    : [
        draft(
          decision,
          'givenUp',
          given.map((statement) => declarationSite(decision, statement)),
        ),
      ]
}

function refused(decision: DecisionSeen): Draft[] {
  const isAsked = comparedWithMetal(decision.test) !== undefined || isPlainQuestion(decision) || isOneOfTests(decision)
  const last = bodyOf(decision).at(-1)
  return isAsked && last?.kind === 'raise' ? [draft(decision, 'refused', [declarationSite(decision, last)])] : []
}

/** `if name == "mps" or torch.backends.mps.is_available()`, which holds on every Mac. */
function isOneOfTests({ test, value }: DecisionSeen): boolean {
  return value === true && test.kind === 'boolean' && test.operator === 'or' && ASKS.test(unparse(test))
}

function isPlainQuestion(decision: DecisionSeen): boolean {
  return decision.test.kind === 'call' && isOnlyForMetal(decision)
}

/** Whether a test that comes out true asks for Metal and for nothing else. */
function isOnlyForMetal({ basis, value }: DecisionSeen): boolean {
  return value !== false && basis.length > 0 && basis.every(({ fact }) => fact === 'mps')
}

/** The names of what is compared with Metal's name or asked for it, and nothing besides; undefined for any other test. */
function comparedWithMetal(test: Expression): ReadonlySet<string> | undefined {
  if (test.kind === 'call') return beginsWithMetal(test)
  if (test.kind !== 'comparison' || test.rest.length !== 1) return undefined
  const [only] = test.rest
  if (only?.operator === 'in') return isMetalName(test.left) ? new Set(unparse(only.right).match(/\w+/g)) : undefined
  return only?.operator === '==' && isMetalName(only.right) ? new Set(unparse(test.left).match(/\w+/g)) : undefined
}

function isMetalName(node: Expression): boolean {
  return node.kind === 'string' && /^mps(?::0)?$/.test(node.value)
}

/** `device.type.startswith("mps")`. */
function beginsWithMetal({ callee, arguments: given }: Call): ReadonlySet<string> | undefined {
  const [only] = given
  if (callee.kind !== 'attribute' || callee.name !== 'startswith' || only?.value.kind !== 'string') return undefined
  return only.value.value === 'mps' ? new Set(unparse(callee.object).match(/\w+/g)) : undefined
}

function bodyOf({ node, branch }: DecisionSeen): readonly Statement[] {
  return node.kind === 'if' ? (node.branches[branch]?.body ?? []) : []
}

function draft(decision: DecisionSeen, how: 'never' | 'givenUp' | 'refused', more: readonly SiteInRole[]): Draft {
  const most = how === 'refused' && decision.value !== true ? 'possible' : 'likely'
  const certainty = certaintyOf(decision, 'likely')
  return {
    effect: how === 'refused' ? 'blocks' : 'ignores-gpu',
    certainty: most === 'possible' ? 'possible' : certainty,
    message: messages[how],
    subject: { kind: 'device', value: 'mps' },
    sites: [guardSite(decision, decision.test), ...more],
    sources,
    fix: { kind: 'manual', effort: 'hours', summary: fixSwitchedOff },
    group: `switched off:${how}`,
  }
}
