import { plainScalar } from '../../data/plain-scalar.ts'
import type { Leaf } from '../../data/walk.ts'
import type { FileFacts } from '../../facts.ts'
import type { Format } from '../../format.ts'
import type { TextFile } from '../../text-file.ts'
import { mayBeConfiguration } from '../candidate.ts'
import { settingsOf } from '../settings-of.ts'

export const format = {
  name: 'config-gin',
  specification: 'https://github.com/google/gin-config/blob/master/docs/index.md',
  recognises: (path, text) => /\.gin$/i.test(path) && mayBeConfiguration(path, text),
  read,
} satisfies Format

/** `train/Trainer.device = "cuda"`, and macros such as `DEVICE = "cuda"`. */
const BINDING = /^((?:[\w./-]+[./])?\w+)[ \t]*=[ \t]*([^\s#(){}[\]][^\n#]*)/gm

/** The parameters that are bound to one value each, or to a macro that is. */
function read(file: TextFile): FileFacts {
  const bindings = [...file.text.matchAll(BINDING)].map(bindingOf)
  const macros = new Map(bindings.flatMap(({ path, scalar }) => (path.length === 1 ? [[path[0] ?? '', scalar]] : [])))
  const leaves = bindings.map((leaf) => {
    const macro = macros.get(/^%(\w+)$/.exec(leaf.scalar.text)?.[1] ?? '')
    return macro ? { ...leaf, scalar: { ...leaf.scalar, value: macro.value, text: macro.text } } : leaf
  })
  return { settings: settingsOf(file, leaves) }
}

function bindingOf({ 0: whole, 1: name = '', 2: given = '', index }: RegExpExecArray): Leaf {
  const written = given.trimEnd()
  const text = written.replace(/^(["'])(.*)\1$/, '$2')
  const at = index + whole.length - given.length
  const value = text === written ? plainScalar(text) : text
  return {
    path: name.split(/[./]/),
    keyAt: index,
    scalar: { kind: 'scalar', value, text, at, end: at + written.length },
  }
}
