/**
 * Devices that are chosen on a page, in a node or by an option of Click, and come to a function of the project as an argument of it.
 * What is passed is what is chosen at first, or anything else.
 */
import { argumentOf, type Arguments, type Passed } from './arguments.ts'
import { type ClassState, type FunctionState, functionState, type Program } from './program.ts'
import { deviceName, type Instance, join, options, UNKNOWN, type Value } from '../trace/value.ts'

/** Controls of Gradio by which one chooses or writes a text, and where they are told what it is at first. */
const CONTROL = /^gradio\.(?:components\.|inputs\.)?(?:(?:Dropdown|Radio)|(Textbox))$/

/** What a control of Gradio has at first. */
export function atFirst(name: string, passed: Arguments): Passed | undefined {
  const control = CONTROL.exec(name)
  return control ? argumentOf(passed, control[1] === undefined ? 1 : 0, 'value', 'default') : undefined
}

/** A control of Gradio, which hands its value to the functions that are given it as an input. */
function controlOf(name: string, passed: Arguments): Instance {
  const value = atFirst(name, passed)?.value
  return { kind: 'instance', of: name, fields: new Map(value ? [['value', perhaps(value)]] : []) }
}

/** The function behind a control or a page, `button.click(run, inputs=[text, device])`, with what it is given. */
export function behindControls(
  passed: Arguments,
): { readonly function: Passed; readonly passed: Arguments } | undefined {
  const run = argumentOf(passed, 0, 'fn')
  if (!run || !options(run.value).some(({ kind }) => kind === 'function')) return undefined
  const inputs = argumentOf(passed, 1, 'inputs')
  if (!inputs) return undefined
  const controls = inputs.value.kind === 'collection' ? inputs.value.items : [inputs.value]
  if (!controls.some(isControl)) return undefined
  const positional = controls.map((control) => ({
    argument: inputs.argument,
    value: (isControl(control) ? control.fields.get('value') : undefined) ?? UNKNOWN,
  }))
  return { function: run, passed: { positional, keywords: new Map(), open: false } }
}

function isControl(value: Value): value is Instance {
  return value.kind === 'instance' && value.of.startsWith('gradio.')
}

/** What a list lets one choose that takes its first item, or the one of some number, unless something else is chosen. */
export function firstOf(passed: Arguments): Passed | undefined {
  const listed = argumentOf(passed, 1, 'options')
  const index = argumentOf(passed, 2, 'index')?.value ?? { kind: 'constant', value: 0 }
  if (listed?.value.kind !== 'collection' || index.kind !== 'constant' || typeof index.value !== 'number')
    return undefined
  const value = listed.value.items[index.value]
  const { value: node } = listed.argument
  const written = node.kind === 'sequence' ? node.items[index.value] : undefined
  if (!value) return undefined
  return { argument: written ? { at: written.at, end: written.end, value: written } : listed.argument, value }
}

/** What is chosen on a page of Streamlit. */
export function chosenOf(passed: Arguments): Value {
  const first = firstOf(passed)
  return first ? perhaps(first.value) : UNKNOWN
}

/** An option of Click as a decorator, of which the function gets a parameter. */
function optionOf(passed: Arguments): Instance {
  const names = passed.positional.flatMap(({ value }) =>
    value.kind === 'constant' && typeof value.value === 'string' ? value.value : [],
  )
  const name = names.find((each) => !each.startsWith('-')) ?? names.find((each) => each.startsWith('--'))
  const value = passed.keywords.get('default')?.value
  const fields = name && value ? [[name.replace(/^--/, '').replaceAll('-', '_'), perhaps(value)] as const] : []
  return { kind: 'instance', of: CLICK, fields: new Map(fields) }
}

const CLICK = 'click.option'

/** The parameters that a decorator gives to a function, with their values. */
export function givenBy(decorator: Value): Iterable<readonly [name: string, value: Value]> {
  return decorator.kind === 'instance' && decorator.of === CLICK ? decorator.fields : []
}

/** What controls and declarations of options give, by their names. */
export const formCalls: Readonly<Record<string, (passed: Arguments) => Value>> = {
  'click.option': optionOf,
  'rich_click.option': optionOf,
  'streamlit.selectbox': chosenOf,
  'streamlit.radio': chosenOf,
  'streamlit.sidebar.selectbox': chosenOf,
  'streamlit.sidebar.radio': chosenOf,
  ...Object.fromEntries(
    ['gradio', 'gradio.components', 'gradio.inputs']
      .flatMap((part) => ['Dropdown', 'Radio', 'Textbox'].map((kind) => `${part}.${kind}`))
      .map((name) => [name, (passed: Arguments) => controlOf(name, passed)]),
  ),
}

/** What a node of ComfyUI is given by its inputs, for the method that its class names as the one to run. */
export function givenToNode(state: FunctionState, program: Program): ReadonlyMap<string, Value> | undefined {
  const { owner, definition } = state
  if (!owner || definition.kind !== 'function') return undefined
  const run = ofClass(owner, 'FUNCTION')
  if (run?.kind !== 'constant' || run.value !== definition.name) return undefined
  const inputs = ofClass(owner, 'INPUT_TYPES')
  const asked = inputs?.kind === 'function' ? functionState(program, inputs.function)?.returns : undefined
  if (asked?.kind !== 'table') return undefined
  const groups = [...asked.fields.values()].flatMap((group) => (group.kind === 'table' ? [...group.fields] : []))
  return new Map(
    groups.flatMap(([name, input]) => {
      const first = input.kind === 'collection' ? firstOfInput(input.items[0], input.items[1]) : undefined
      const value = first ? perhaps(first) : UNKNOWN
      return value.kind === 'unknown' ? [] : [[name, value] as const]
    }),
  )
}

/** `(["cuda", "cpu"], {"default": "cuda"})`: the default, or the first of the list. */
export function firstOfInput(list: Value | undefined, about: Value | undefined): Value | undefined {
  const said = about?.kind === 'table' ? about.fields.get('default') : undefined
  return said ?? (list?.kind === 'collection' ? list.items[0] : undefined)
}

function ofClass({ table }: ClassState, name: string): Value | undefined {
  return table.now.get(name) ?? table.before?.get(name)
}

/** A device that is there at first. Of all else it is not said what it is, so that nothing is taken for settled that one may change. */
function perhaps(value: Value): Value {
  return deviceName(value) === undefined ? UNKNOWN : join([value, UNKNOWN])
}
