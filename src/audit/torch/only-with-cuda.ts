import type { CallSeen } from '../../trace/observation.ts'
import { codeAt, indentationAt, lineEndBehind, restOfLine } from '../../trace/site.ts'
import { insertAt } from '../finding/edit-at.ts'
import type { Edits } from '../finding/fix-by.ts'
import { publicName } from './equivalent.ts'
import { torchIn } from './written-out.ts'

/** Functions of `torch.cuda` that give nothing back: a program that has no CUDA goes on without them. */
const GIVES_NOTHING =
  /^torch\.cuda\.(?:set_device|init|ipc_collect|set_per_process_memory_fraction|reset_(?:peak_memory_stats|accumulated_(?:host_)?memory_stats|max_memory_(?:allocated|cached))|synchronize|set_stream|nvtx\.\w+)$/

const WHY = 'Where there is no CUDA this is left out, and with CUDA it is as before.'

/** `if torch.cuda.is_available():` before a call that is a statement of its own on its line. */
export function onlyWithCuda({ module, node, name }: CallSeen): Edits {
  const torch = torchIn(node.callee, name)
  const indentation = indentationAt({ module, at: node.at })
  const rest = restOfLine({ module, at: node.end, end: node.end })
  const isAlone = /^\s*(?:#.*)?$/.test(codeAt(rest) ?? '-')
  if (!GIVES_NOTHING.test(publicName(name)) || !torch || indentation === undefined || !isAlone) return []
  const line = lineEndBehind({ module, at: node.at })
  const text = `if ${torch.id}.cuda.is_available():${line}${indentation}${stepOf(indentation)}`
  return [insertAt({ module }, node.at, text, { safety: 'safe', why: WHY })]
}

/** By how much a block is indented, as the indentation of some code tells. */
function stepOf(indentation: string): string {
  if (indentation.endsWith('\t')) return '\t'
  return indentation.length % 4 === 0 ? '    ' : '  '
}
