import type { Expression, Statement } from '../project/python/tree.ts'
import { assignStatement } from './assigning.ts'
import { runIf, runLoop, runMatch, runWith } from './branching.ts'
import { givenBy } from './form.ts'
import { and, type Flow, type Frame, ON, type Outcome, seenIn } from './frame.ts'
import { isSet, withGuards } from './guards.ts'
import { passTo } from './command-line.ts'
import { classAt, functionAt, functionValue, observeDefaults } from './function.ts'
import { sentElsewhere } from './elsewhere.ts'
import { evaluateImport, evaluateImportFrom, failingByName } from './imports.ts'
import { assign, branchOf } from './scope.ts'
import { importing, runTry } from './trying.ts'
import type { Basis } from '../trace/place.ts'
import { constant, joinBases, joinBasis, truth, type Value, withBasis } from '../trace/value.ts'

/** Runs statements in order; what follows one that leaves is evaluated as code that does not run. */
export function runBlock(body: readonly Statement[], frame: Frame): Outcome {
  let current = frame
  let flow: Flow = 'on'
  let breaks = false
  let control: readonly Basis[] = []
  for (const [index, statement] of body.entries()) {
    const result = runStatement(statement, current, body[index + 1])
    if (result.control && flow === 'on') control = joinBasis(control, result.control)
    current = after(result, current)
    if (result.flow !== 'on' && flow === 'on') {
      flow = result.flow
      breaks = result.breaks ?? false
      const off = isPassedBySetting(result, current)
      current = { ...current, live: 'no', off, scope: branchOf(current.scope) }
    }
  }
  return { flow, ...(breaks ? { breaks } : {}), ...(control.length > 0 ? { control } : {}) }
}

/** What the tests around a statement of a function have asked of the machine. */
function basesWithin({ guards, function: around }: Frame): readonly (readonly Basis[] | undefined)[] {
  return guards.slice(around?.frame.guards.length ?? 0).map(({ basis }) => basis)
}

/** Whether what follows a statement that leaves would run if the program were set otherwise: `if not args.train: return`. */
function isPassedBySetting({ guards = [] }: Outcome, { live, off }: Frame): boolean {
  const left = guards.filter(({ value, side }) => value !== undefined && value !== side)
  return (live !== 'no' || off) && left.length > 0 && left.every(isSet)
}

/** The frame of the code after a statement; where a branch may have left because of the machine, that code only may run. */
function after({ control, guards = [] }: Outcome, frame: Frame): Frame {
  if (!control && guards.length === 0) return frame
  const isOpen = guards.some(({ value, basis }) => value === undefined && basis.length > 0)
  return {
    ...frame,
    live: isOpen ? and(frame.live, undefined) : frame.live,
    guards: withGuards(frame.guards, guards),
    control: control ? joinBasis(frame.control, control) : frame.control,
  }
}

function runStatement(statement: Statement, frame: Frame, next: Statement | undefined): Outcome {
  const { evaluate } = frame.engine
  switch (statement.kind) {
    case 'assignment':
      assignStatement(statement, frame)
      return afterImport(statement.value, frame)
    case 'expression':
      if (leavesProcess(evaluate(statement.value, frame))) return { flow: 'raises' }
      return afterImport(statement.value, frame)
    case 'if':
      return runIf(statement, frame, next)
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
      state.elsewhere = sentElsewhere(statement.decorators, frame)
      for (const decorator of statement.decorators)
        for (const [name, given] of givenBy(evaluate(decorator, frame))) passTo(state.passed, name, given)
      if (frame.class) frame.class.table.now.set(statement.name, value)
      assign(frame.scope, statement.name, value)
      return ON
    }
    case 'class': {
      const state = classAt(statement, frame)
      for (const decorator of statement.decorators) evaluate(decorator, frame)
      state.elsewhere = sentElsewhere(statement.decorators, frame)
      assign(frame.scope, statement.name, { kind: 'class', class: state.traced })
      frame.engine.run(statement.body, { ...frame, scope: { names: new Map(), parent: frame.scope }, class: state })
      return ON
    }
    case 'return': {
      const value = statement.value ? evaluate(statement.value, frame) : constant(null)
      if (frame.live !== 'no') frame.returns.push(withBasis(value, joinBases([frame.control, ...basesWithin(frame)])))
      if (statement.value && isItemGiver(frame))
        frame.observe?.({ kind: 'item', node: statement.value, value, ...seenIn(frame) })
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
      return importing(evaluateImport(statement, frame), statement, frame)
    case 'import-from':
      return importing(evaluateImportFrom(statement, frame), statement, frame)
    case 'match':
      return runMatch(statement, frame)
    case 'scope':
    case 'pass':
      return ON
    case 'break':
    case 'continue':
      return { flow: 'leaves', breaks: true }
  }
}

/** What comes of a statement that may import a module by a call. */
function afterImport(value: Expression | undefined, frame: Frame): Outcome {
  return value ? importing(failingByName(value, frame), value, frame) : ON
}

/** Whether the function is the one by which Python asks an object for an item. */
function isItemGiver({ function: around }: Frame): boolean {
  return around?.owner !== undefined && around.traced.name.endsWith('.__getitem__')
}

function leavesProcess(value: Value): boolean {
  return value.kind === 'instance' && /^(sys\.exit|os\._exit|os\.abort)$/.test(value.of)
}
