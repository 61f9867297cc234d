import { lineageOf, type TracedClass } from '../../../trace/definition.ts'
import { memoized } from '../../memoized.ts'
import type { AuditContext } from '../../rule.ts'
import { methodsHave, type Wanted, wanted } from '../body-names.ts'
import { isModuleClass } from '../destination.ts'

/** How a network comes by parameters: from `nn`, layers of its own, parameters that it declares, or a model that it loads. */
const FROM_TORCH = wanted([
  'nn',
  'Parameter',
  'register_parameter',
  'ModuleList',
  'ModuleDict',
  'Sequential',
  'Linear',
  'Embedding',
  'Conv1d',
  'Conv2d',
  'Conv3d',
  'LayerNorm',
  'from_pretrained',
  'load_model',
  'create_model',
])

/**
 * Whether a network of the project has parameters, as far as its methods tell: one that keeps its weights in a dictionary has
 * none, and `next(self.parameters())` raises. Of bases outside the project, but for `nn.Module`, that is taken for granted.
 */
export function hasParameters(network: TracedClass, context: AuditContext): boolean {
  return inProject(context)(network)
}

const inProject = memoized((context: AuditContext) => {
  const own = networkNames(context)
  return memoized((network: TracedClass): boolean =>
    [...lineageOf(network)].some(
      (each) => methodsHave(each, FROM_TORCH) || methodsHave(each, own) || each.bases.some(bringsParameters),
    ),
  )
})

function bringsParameters(base: TracedClass['bases'][number]): boolean {
  return base.kind === 'external' && !/^torch\.(?:nn\.(?:modules\.module\.)?Module|jit\.ScriptModule)$/.test(base.name)
}

/** The names of the project's networks, by which others have them as layers. */
function networkNames({ trace }: AuditContext): Wanted {
  return wanted(trace.classes.filter(isModuleClass).map(({ name }) => name))
}
