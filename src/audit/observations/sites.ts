/**
 * The sites of findings, a function for each role: so the spans of a role always cover the same kind of thing, whatever the
 * lines that the code stands on.
 */
import type { AttributeSeen, CallSeen, DecisionSeen, ImportSeen } from '../../trace/observation.ts'
import type { Place } from '../../trace/place.ts'
import { siteOfPlace } from '../../trace/site.ts'
import type { Expression, Span } from '../../trace/syntax.ts'
import type { Role, Site } from '../../report/report.ts'

/** A site that says what it is to its finding. */
export interface SiteInRole extends Site {
  readonly role: Role
}

/** Code of a module, such as an observation. */
type InModule = Pick<Place, 'module'>

/** The own name of what is called, imported or named: `cuda` in `x.cuda()`. */
export function useSite(observation: CallSeen | AttributeSeen | ImportSeen): SiteInRole {
  return observation.kind === 'import'
    ? inRole('use', observation, observation.named)
    : nameSite(observation, observation.node)
}

/** The same of an expression that was not observed by itself. */
export function nameSite(code: InModule, expression: Expression): SiteInRole {
  return inRole('use', code, ownName(expression))
}

/** A whole argument, with its keyword. */
export function argumentSite(code: InModule, argument: Span): SiteInRole {
  return inRole('argument', code, argument)
}

/** Decisions that are expressions by themselves. */
const EXPRESSIONS: ReadonlySet<DecisionSeen['node']['kind']> = new Set([
  'conditional',
  'boolean',
  'subscript',
  'comprehension',
])

/** What decides: the whole expression that chooses, or the test of a statement. */
export function decisionSite(decision: DecisionSeen): SiteInRole {
  const { node, test } = decision
  return inRole('decision', decision, EXPRESSIONS.has(node.kind) ? node : test)
}

/** A test that lets code run, or keeps it from running. */
export function guardSite(code: InModule, test: Span): SiteInRole {
  return inRole('guard', code, test)
}

/** A whole assignment, parameter, field, option argument or definition. */
export function declarationSite(code: InModule, span: Span): SiteInRole {
  return inRole('declaration', code, span)
}

/** A value that stands by itself: what is returned, or an item of a list over several lines. */
export function valueSite({ module, at, end }: Place): SiteInRole {
  return inRole('decision', { module }, { at, end })
}

/** A fact of a manifest, a configuration, a container or CUDA C++, which is a declaration as it stands. */
export function declared(site: Site): SiteInRole {
  return { ...site, role: 'declaration' }
}

function inRole(role: Role, { module }: InModule, { at, end }: Span): SiteInRole {
  return { ...siteOfPlace({ module, at, end }), role }
}

function ownName(node: Expression): Span {
  switch (node.kind) {
    case 'attribute':
      return { at: node.nameAt, end: node.end }
    case 'call':
      return ownName(node.callee)
    case 'subscript':
      return ownName(node.object)
    default:
      return node
  }
}
