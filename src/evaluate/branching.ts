import type { Expression, If, Loop, Match, Statement, With } from '../project/python/tree.ts'
import { bindLoopTarget } from './assigning.ts'
import { inTurn } from './turns.ts'
import { isSurelyEmpty } from './expression.ts'
import { behind, guarded, guardsOf, withGuards } from './guards.ts'
import { and, type Flow, type Frame, ON, type Outcome, placeOf, seenIn } from './frame.ts'
import type { DecisionSeen, Guard } from '../trace/observation.ts'
import { isSpentWithin, lackingIn } from './names.ts'
import { branchOf, merge, type Scope } from './scope.ts'
import type { Basis } from '../trace/place.ts'
import { joinBases, options, truth, type Value } from '../trace/value.ts'

/** How a branch ends, and whether it runs. */
interface Flowing {
  readonly flow: Flow
  readonly live: Frame['live']
}

/** The machine facts on which a test depends. */
type Bases = readonly Basis[] | undefined

/**
 * Runs an `if` with all its branches, each as far as its test lets it.
 * @param next the statement after it
 */
export function runIf(statement: If, frame: Frame, next?: Statement): Outcome {
  const layers: Scope[] = []
  const flows: Flowing[] = []
  const bases: Bases[] = []
  const passed: Guard[] = []
  const isAlone = statement.branches.length === 1 && !statement.otherwise
  let rest = frame
  for (const [index, branch] of statement.branches.entries()) {
    const test = frame.engine.evaluate(
      branch.test,
      isAlone && branch.test.kind === 'comparison' ? { ...rest, if: statement } : rest,
    )
    bases.push(test.basis)
    if (test.basis?.length) {
      frame.observe?.({
        kind: 'decision',
        node: statement,
        test: branch.test,
        branch: index,
        value: truth(test),
        basis: test.basis,
        ...(next && isAlone && returns(branch.body) ? { next } : {}),
        ...(truth(test) === false && (isAlone || givesNothing(statement)) && isSpentWithin(statement, frame)
          ? { spent: true }
          : {}),
        ...(truth(test) === false && isAlone && rest.live !== 'no' ? lackingBehind(statement, frame) : {}),
        ...seenIn(rest),
      })
    }
    const scope = branchOf(frame.scope)
    const byItself = isRunByItself(branch.test)
    const held = guarded(rest, branch.test, test, true)
    const inside = { ...held, scope, live: byItself ? rest.live : held.live }
    const { flow, breaks } = frame.engine.run(branch.body, inside)
    flows.push({ flow, live: inside.live })
    if (inside.live !== 'no' && (flow === 'on' || breaks)) layers.push(scope)
    const past = guardsOf(branch.test, test, false, rest)
    rest = behind(rest, past, test, false)
    if (flow === 'leaves' && inside.live !== 'no') passed.push(...past)
  }
  const scope = branchOf(frame.scope)
  const { flow } = statement.otherwise ? frame.engine.run(statement.otherwise, { ...rest, scope }) : ON
  if (flow === 'leaves' && rest.live !== 'no') passed.push(...wayPast(statement, flows, bases, frame))
  flows.push({ flow, live: rest.live })
  // What a program sets when it is run by itself is what its functions find; nothing else of the module sets it.
  const isWhole = isAlone && statement.branches.some(({ test }) => isRunByItself(test))
  if (rest.live !== 'no' && flow === 'on' && !isWhole) layers.push(scope)
  if (frame.live === 'no') return ON
  merge(frame.scope, layers, layers.length > 0)
  return { ...outcomeOf(flows, joinBases(bases)), guards: passed }
}

function lackingBehind(statement: If, frame: Frame): Pick<DecisionSeen, 'lacking'> {
  const lacking = lackingIn(statement, frame)
  return lacking.length > 0 ? { lacking } : {}
}

/** Whether a block ends by giving something back, so that what follows is for those who do not come to it. */
function returns(body: readonly Statement[]): boolean {
  return body.at(-1)?.kind === 'return'
}

/** `else: return None`, beside what is found out where the test holds. */
function givesNothing({ branches, otherwise }: If): boolean {
  const [only, ...more] = otherwise ?? []
  if (branches.length > 1 || more.length > 0 || only?.kind !== 'return') return false
  return only.value === undefined || (only.value.kind === 'constant' && only.value.value === null)
}

/** `if __name__ == '__main__'`: people run programs, and what is below is what they run. */
function isRunByItself(test: Expression): boolean {
  if (test.kind !== 'comparison') return false
  const [only, ...more] = test.rest
  if (only?.operator !== '==' || more.length > 0) return false
  const sides = [test.left, only.right]
  return (
    sides.some((side) => side.kind === 'name' && side.id === '__name__') &&
    sides.some((side) => side.kind === 'string' && side.value === '__main__')
  )
}

/** More tests than this are not joined into one condition, which would be nested as deep as their number. */
const ALTERNATIVES_LIMIT = 20

/** Past an `else` that leaves, one of the tests held: `if 'RANK' in os.environ: ... else: return`. */
function wayPast({ branches }: If, flows: readonly Flowing[], bases: readonly Bases[], frame: Frame): Guard[] {
  const [first, ...others] = branches.filter((_, index) => flows[index]?.flow === 'on' && flows[index].live !== 'no')
  if (!first || others.length > ALTERNATIVES_LIMIT || flows.some(({ live }) => live === 'yes')) return []
  const test = others.reduce<Expression>(
    (left, { test: right }) => ({ kind: 'boolean', operator: 'or', left, right, at: left.at, end: right.end }),
    first.test,
  )
  return [{ test, side: true, value: undefined, basis: joinBases(bases), place: placeOf(frame, test) }]
}

/** How an `if` ends: it leaves when every branch that can run leaves. */
function outcomeOf(flows: readonly Flowing[], basis: readonly Basis[]): Outcome {
  const running = flows.filter(({ live }) => live !== 'no')
  const leaves = running.length > 0 && running.every(({ flow }) => flow !== 'on')
  const depends = basis.length > 0 && flows.some(({ flow }) => flow !== 'on') ? { control: basis } : {}
  if (!leaves) return { flow: 'on', ...depends }
  const raises = running.every(({ flow }) => flow === 'raises')
  // A refusal because there is no CUDA is reported; what comes after it is what the reader will meet next, so it stays live.
  const refuses = raises && basis.some(({ fact }) => fact === 'cuda' || fact === 'device')
  return refuses ? { flow: 'on', ...depends } : { flow: raises ? 'raises' : 'leaves', ...depends }
}

/** Runs the body of a loop once. */
export function runLoop(statement: Loop, frame: Frame): Outcome {
  const over = frame.engine.evaluate(statement.over, frame)
  const scope = branchOf(frame.scope)
  const inside: Frame = statement.while
    ? { ...guarded(frame, statement.over, over, true), scope }
    : { ...frame, live: and(frame.live, !isSurelyEmpty(over)), off: frame.off && !isSurelyEmpty(over), scope }
  if (statement.target) {
    bindLoopTarget(statement.target, inTurn(over, frame), inside)
  }
  frame.engine.run(statement.body, inside)
  merge(frame.scope, [scope], false)
  if (statement.otherwise) frame.engine.run(statement.otherwise, frame)
  return ON
}

/** What lets an exception out of a `with` no further, `pytest.raises(TypeError)` where one is what a test waits for. */
const SUPPRESSES = /^(?:contextlib\.suppress|pytest\.raises)$/

/** Runs a `with`; `contextlib.suppress` catches like an `except`. */
export function runWith(statement: With, frame: Frame): Outcome {
  let suppressed: readonly string[] = []
  let { home } = frame
  for (const { value, target } of statement.items) {
    const given = frame.engine.evaluate(value, { ...frame, with: statement })
    if ((given.kind === 'instance' && SUPPRESSES.test(given.of)) || awaits(value)) suppressed = ['*']
    home = homeIn(given) ?? home
    if (target) bindLoopTarget(target, given, frame)
  }
  return frame.engine.run(statement.body, { ...frame, home, caught: [...frame.caught, ...suppressed] })
}

/** `with torch.device("mps"):`, where what names no device is made there. */
function homeIn(given: Value): string | undefined {
  const devices = options(given).flatMap((option) => (option.kind === 'device' ? option.name : []))
  return devices.find((name) => name === 'mps') ?? devices[0]
}

/** `self.assertRaises(RuntimeError)`. */
function awaits(node: Expression): boolean {
  return node.kind === 'call' && node.callee.kind === 'attribute' && /^assertRaises(?:Regex)?$/.test(node.callee.name)
}

/** What a pattern is made of, where that is one thing, such as the text in `case "cuda":`. */
function innerOf(pattern: Expression): Expression {
  const [only, ...others] = pattern.kind === 'opaque' ? pattern.children : []
  return only && others.length === 0 ? innerOf(only) : pattern
}

/** Runs the cases of a `match`, each of which may be the one. */
export function runMatch(statement: Match, frame: Frame): Outcome {
  const subject = frame.engine.evaluate(statement.subject, frame)
  const layers: Scope[] = []
  for (const { pattern, guard, body } of statement.cases) {
    const scope = branchOf(frame.scope)
    const inside: Frame = { ...frame, scope, live: and(frame.live, undefined) }
    frame.engine.evaluate(pattern, inside)
    if (guard) frame.engine.evaluate(guard, inside)
    const basis = subject.basis ?? []
    const met: Guard = { test: innerOf(pattern), side: true, value: undefined, basis, place: placeOf(frame, pattern) }
    frame.engine.run(body, { ...inside, guards: withGuards(frame.guards, [met]) })
    layers.push(scope)
  }
  merge(frame.scope, layers, false)
  return ON
}
