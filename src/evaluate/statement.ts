import type { Assignment, Expression, If, Loop, Match, Statement, Try, With } from '../project/python/tree.ts'
import { and, type Flow, type Frame, placeOf, seenIn } from './frame.ts'
import { guarded } from './expression.ts'
import { classAt, functionAt, functionValue, observeDefaults } from './function.ts'
import { evaluateImport, evaluateImportFrom, importBasis } from './imports.ts'
import { passTo } from './command-line.ts'
import { assign, branchOf, merge, type Scope } from './scope.ts'
import { type Basis, constant, join, joinBasis, truth, UNKNOWN, type Value, withBasis } from './value.ts'

/** Runs statements in order; what follows one that leaves is evaluated as code that does not run. */
export function runBlock(body: readonly Statement[], frame: Frame): Flow {
  let current = frame
  let flow: Flow = 'on'
  for (const statement of body) {
    const result = runStatement(statement, current)
    if (result.control) current = { ...current, control: joinBasis(current.control, result.control) }
    if (result.flow !== 'on' && flow === 'on') {
      flow = result.flow
      current = { ...current, live: 'no', scope: branchOf(current.scope) }
    }
  }
  return flow
}

interface Outcome {
  readonly flow: Flow
  /** Machine facts on which the code after this statement depends. */
  readonly control?: readonly Basis[]
}

const ON: Outcome = { flow: 'on' }

function runStatement(statement: Statement, frame: Frame): Outcome {
  const { evaluate } = frame.engine
  switch (statement.kind) {
    case 'assignment':
      assignStatement(statement, frame)
      return ON
    case 'expression':
      return leavesProcess(evaluate(statement.value, frame)) ? { flow: 'raises' } : ON
    case 'if':
      return runIf(statement, frame)
    case 'loop':
      return runLoop(statement, frame)
    case 'try':
      return runTry(statement, frame)
    case 'with':
      return runWith(statement, frame)
    case 'function': {
      const state = functionAt(statement, frame)
      const value = functionValue(state, frame)
      observeDefaults(state, frame)
      for (const decorator of statement.decorators) evaluate(decorator, frame)
      if (frame.class) frame.class.table.now.set(statement.name, value)
      assign(frame.scope, statement.name, value)
      return ON
    }
    case 'class': {
      const state = classAt(statement, frame)
      for (const decorator of statement.decorators) evaluate(decorator, frame)
      assign(frame.scope, statement.name, { kind: 'class', state })
      frame.engine.run(statement.body, { ...frame, scope: { names: new Map(), parent: frame.scope }, class: state })
      return ON
    }
    case 'return': {
      const value = statement.value ? evaluate(statement.value, frame) : constant(null)
      if (frame.live !== 'no') frame.returns.push(withBasis(value, frame.control))
      return { flow: 'leaves' }
    }
    case 'raise':
      if (statement.value) evaluate(statement.value, frame)
      return { flow: 'raises' }
    case 'assert': {
      const test = evaluate(statement.test, frame)
      if (statement.message) evaluate(statement.message, frame)
      if (test.basis?.length) {
        frame.observe?.({
          kind: 'decision',
          node: statement,
          test: statement.test,
          branch: 0,
          value: truth(test),
          basis: test.basis,
          ...seenIn(frame),
        })
      }
      return ON
    }
    case 'delete':
      return ON
    case 'import':
      return evaluateImport(statement, frame) ? ON : failedImport(statement, frame)
    case 'import-from':
      return evaluateImportFrom(statement, frame) ? ON : failedImport(statement, frame)
    case 'match':
      return runMatch(statement, frame)
    case 'scope':
    case 'pass':
      return ON
    case 'break':
    case 'continue':
      return { flow: 'leaves' }
  }
}

/** Inside a `try` that catches it, a failing import ends the body; elsewhere the audit reads on past it. */
function failedImport(statement: Parameters<typeof importBasis>[0], frame: Frame): Outcome {
  const catches = frame.caught.some((name) => /^(ImportError|ModuleNotFoundError|Exception|BaseException|\*)$/.test(name))
  return catches ? { flow: 'raises', control: [importBasis(statement, frame)] } : ON
}

function leavesProcess(value: Value): boolean {
  return value.kind === 'instance' && /^(sys\.exit|os\._exit|os\.abort)$/.test(value.of)
}

function assignStatement(statement: Assignment, frame: Frame): void {
  const value = statement.value ? frame.engine.evaluate(statement.value, frame) : undefined
  for (const target of statement.targets) {
    if (value) assignTarget(target, statement.operator ? UNKNOWN : withBasis(value, frame.control), statement, frame)
  }
  if (frame.class && statement.annotation && value) {
    const [target] = statement.targets
    const name = target?.kind === 'name' ? target.id : ''
    const owner = frame.class.definition.name
    frame.observe?.({ kind: 'default', node: statement, name, value, owner, ...seenIn(frame) })
  }
}

function assignTarget(target: Expression, value: Value, statement: Assignment, frame: Frame): void {
  switch (target.kind) {
    case 'name':
      assign(frame.scope, target.id, value)
      if (frame.class) frame.class.table.now.set(target.id, value)
      frame.observe?.({ kind: 'assignment', node: statement, target: target.id, value, ...seenIn(frame) })
      return
    case 'sequence':
      for (const [index, item] of target.items.entries()) {
        const part = value.kind === 'collection' ? value.items[index] : value.basis ? withBasis(UNKNOWN, value.basis) : UNKNOWN
        assignTarget(item.kind === 'wrapped' ? item.value : item, part ?? UNKNOWN, statement, frame)
      }
      return
    case 'attribute': {
      const object = frame.engine.evaluate(target.object, { ...frame, observe: undefined })
      if (object.kind === 'object' && frame.live !== 'no') passTo(object.class.table.now, target.name, value)
      if (object.kind === 'instance' || object.kind === 'table') object.fields.set(target.name, value)
      const name = object.kind === 'external' ? `${object.name}.${target.name}` : `.${target.name}`
      frame.observe?.({ kind: 'assignment', node: statement, target: name, value, ...seenIn(frame) })
      return
    }
    case 'subscript': {
      const object = frame.engine.evaluate(target.object, { ...frame, observe: undefined })
      const [key] = target.index.map((index) => frame.engine.evaluate(index, frame))
      const text = key?.kind === 'constant' ? String(key.value) : '?'
      if ((object.kind === 'table' || object.kind === 'instance') && key?.kind === 'constant') object.fields.set(text, value)
      const name = object.kind === 'external' ? object.name : ''
      frame.observe?.({ kind: 'assignment', node: statement, target: `${name}[${text}]`, value, ...seenIn(frame) })
      return
    }
    default:
      return
  }
}

function runIf(statement: If, frame: Frame): Outcome {
  const layers: Scope[] = []
  const flows: { flow: Flow; live: Frame['live'] }[] = []
  const bases: (readonly Basis[] | undefined)[] = []
  let rest = frame
  for (const [index, branch] of statement.branches.entries()) {
    const test = frame.engine.evaluate(branch.test, rest)
    bases.push(test.basis)
    if (test.basis?.length) {
      frame.observe?.({
        kind: 'decision',
        node: statement,
        test: branch.test,
        branch: index,
        value: truth(test),
        basis: test.basis,
        ...seenIn(rest),
      })
    }
    const scope = branchOf(frame.scope)
    const inside = { ...guarded(rest, branch.test, test, true), scope }
    const flow = frame.engine.run(branch.body, inside)
    flows.push({ flow, live: inside.live })
    if (inside.live !== 'no' && flow === 'on') layers.push(scope)
    rest = guarded(rest, branch.test, test, false)
  }
  const scope = branchOf(frame.scope)
  const last = { ...rest, scope }
  const flow = statement.otherwise ? frame.engine.run(statement.otherwise, last) : 'on'
  flows.push({ flow, live: last.live })
  if (last.live !== 'no' && flow === 'on') layers.push(scope)
  if (frame.live === 'no') return ON
  merge(frame.scope, layers, layers.length > 0)
  return outcomeOf(flows, joinBasis(...bases))
}

/** How an `if` ends: it leaves when every branch that can run leaves. */
function outcomeOf(flows: readonly { flow: Flow; live: Frame['live'] }[], basis: readonly Basis[]): Outcome {
  const running = flows.filter(({ live }) => live !== 'no')
  const leaves = running.length > 0 && running.every(({ flow }) => flow !== 'on')
  const depends = basis.length > 0 && flows.some(({ flow }) => flow !== 'on') ? { control: basis } : {}
  if (!leaves) return { flow: 'on', ...depends }
  const raises = running.every(({ flow }) => flow === 'raises')
  // A refusal because there is no CUDA is reported; what comes after it is what the reader will meet next, so it stays live.
  const refuses = raises && basis.some(({ fact }) => fact === 'cuda' || fact === 'device')
  return refuses ? { flow: 'on', ...depends } : { flow: raises ? 'raises' : 'leaves', ...depends }
}

function runLoop(statement: Loop, frame: Frame): Outcome {
  const over = frame.engine.evaluate(statement.over, frame)
  const scope = branchOf(frame.scope)
  const inside: Frame = statement.while
    ? { ...guarded(frame, statement.over, over, true), scope }
    : { ...frame, live: and(frame.live, emptyOnMac(over) ? false : true), scope }
  if (statement.target) {
    const item = over.kind === 'collection' ? join(over.items) : UNKNOWN
    bindLoopTarget(statement.target, item, inside)
  }
  frame.engine.run(statement.body, inside)
  merge(frame.scope, [scope], false)
  if (statement.otherwise) frame.engine.run(statement.otherwise, frame)
  return ON
}

/** `range(torch.cuda.device_count())` has nothing in it on a Mac. */
function emptyOnMac(over: Value): boolean {
  return over.kind === 'collection' && over.items.length === 0 && (over.basis?.length ?? 0) > 0
}

function bindLoopTarget(target: Expression, value: Value, frame: Frame): void {
  if (target.kind === 'name') assign(frame.scope, target.id, value)
  else if (target.kind === 'sequence') for (const part of target.items) bindLoopTarget(part, UNKNOWN, frame)
}

function runTry(statement: Try, frame: Frame): Outcome {
  const caught = statement.handlers.flatMap(({ types }) => (types.length ? types.map(exceptionName) : ['*']))
  const control: Basis[] = []
  const flow = runTried(statement.body, { ...frame, caught: [...frame.caught, ...caught] }, control)
  const failed = flow === 'raises' && control.length > 0
  const layers: Scope[] = []
  for (const { types, name, body } of statement.handlers) {
    const scope = branchOf(frame.scope)
    if (name) assign(scope, name, UNKNOWN)
    const isImport = types.length === 0 || types.some((type) => /ImportError|ModuleNotFoundError|Exception|RuntimeError/.test(exceptionName(type)))
    const live = and(frame.live, failed && isImport ? true : undefined)
    const inside: Frame = { ...frame, scope, live, control: joinBasis(frame.control, control) }
    const handled = frame.engine.run(body, inside)
    if (handled === 'on') layers.push(scope)
  }
  merge(frame.scope, layers, failed && layers.length > 0)
  if (statement.otherwise) frame.engine.run(statement.otherwise, failed ? { ...frame, live: 'no', scope: branchOf(frame.scope) } : frame)
  if (statement.finally) frame.engine.run(statement.finally, frame)
  const leaves = flow === 'leaves' && statement.handlers.length === 0
  return { flow: leaves ? 'leaves' : 'on', ...(control.length ? { control } : {}) }
}

/** Runs the body of a `try`, noting the machine facts for which it surely ends early. */
function runTried(body: readonly Statement[], frame: Frame, control: Basis[]): Flow {
  let current = frame
  for (const [index, statement] of body.entries()) {
    const result = runStatement(statement, current)
    if (result.control) control.push(...result.control)
    if (result.flow !== 'on') {
      frame.engine.run(body.slice(index + 1), { ...current, live: 'no', scope: branchOf(current.scope) })
      return result.flow
    }
    if (result.control) current = { ...current, control: joinBasis(current.control, result.control) }
  }
  return 'on'
}

function exceptionName(node: Expression): string {
  if (node.kind === 'name') return node.id
  return node.kind === 'attribute' ? node.name : '?'
}

function runWith(statement: With, frame: Frame): Outcome {
  let suppressed: readonly string[] = []
  for (const { value, target } of statement.items) {
    const given = frame.engine.evaluate(value, frame)
    if (given.kind === 'instance' && given.of === 'contextlib.suppress') suppressed = ['*']
    if (target) bindLoopTarget(target, given, frame)
  }
  return { flow: frame.engine.run(statement.body, { ...frame, caught: [...frame.caught, ...suppressed] }) }
}

function runMatch(statement: Match, frame: Frame): Outcome {
  const subject = frame.engine.evaluate(statement.subject, frame)
  const layers: Scope[] = []
  for (const { pattern, guard, body } of statement.cases) {
    const scope = branchOf(frame.scope)
    const inside: Frame = { ...frame, scope, live: and(frame.live, undefined) }
    frame.engine.evaluate(pattern, inside)
    if (guard) frame.engine.evaluate(guard, inside)
    frame.engine.run(body, { ...inside, guards: [...frame.guards, { test: pattern, side: true, value: undefined, basis: subject.basis ?? [], place: placeOf(frame, pattern) }] })
    layers.push(scope)
  }
  merge(frame.scope, layers, false)
  return ON
}

