import type { CallSeen } from '../../../trace/observation.ts'
import type { Expression } from '../../../trace/syntax.ts'
import { options, type Table, type Value } from '../../../trace/value.ts'
import { hasName } from '../../../trace/words.ts'
import { cudaGuardOf } from '../../devices/cuda-only.ts'
import { mindsMetal } from '../../devices/destination.ts'
import { isCaught } from '../../devices/exceptions.ts'
import { groupBy } from '../../group-by.ts'
import { memoized } from '../../memoized.ts'
import { liveCalls } from '../../observations/live-calls.ts'
import { certaintyOf, isLive, seen } from '../../observations/seen.ts'
import { useSite } from '../../observations/sites.ts'
import type { AuditContext, Draft, Rule } from '../../rule.ts'
import { fix, messages, sources, title } from './prose.ts'

/** What of scikit-learn's metrics most programs measure a network by. */
const SCORES =
  'accuracy_score f1_score roc_auc_score average_precision_score precision_score recall_score confusion_matrix classification_report'.split(
    ' ',
  )

/** What of SciPy most programs compute their tensors with. */
const SOLVERS = ['solve_ivp', 'odeint', 'minimize', 'curve_fit', 'cdist']

/** Tensors on Metal that NumPy is to read, which reads only those on the CPU. */
export const rule = {
  code: 'device/not-brought-back',
  title,
  words: {
    strong: ['mps', 'cuda'],
    weak: ['cpu', 'numpy', 'np', 'device', 'plt', ...SOLVERS, ...SCORES],
  },
  find: (context) =>
    liveCalls(context, '.numpy', TAKES_ARRAYS, REDUCES, DRAWS)
      .filter((call) => !mindsMetal(call) && !isCaught(call, 'TypeError'))
      .flatMap((call) => draftsOf(call, context)),
} satisfies Rule

/**
 * NumPy's reductions (`np.mean`) call the method of that name, which a tensor has; of a list of tensors they make an array first.
 */
const REDUCES = /^numpy\.(?:mean|sum|max|min|amax|amin|std|var|prod|average|nanmean|argmax|argmin|cumsum|any|all)$/

/** Functions that read what they are given as arrays of NumPy. */
const TAKES_ARRAYS =
  /^(?:numpy\.(?:array|asarray|asanyarray|ascontiguousarray|save|savez|savez_compressed|savetxt|stack|concatenate|vstack|hstack|dstack|column_stack|append|add|maximum|minimum|dot|matmul|exp|log|log2|log10|sqrt|sin|cos|tanh|abs|power|square|round|around|clip|floor|where|sort|argsort|repeat|tile|transpose|reshape|ravel|expand_dims|pad|diff|cumsum|isnan|isclose|allclose|nan_to_num|interp|histogram|digitize|bincount|percentile|quantile|median|average|cov|corrcoef|polyfit|unique|float32|testing\.assert_\w+|linalg\.\w+|fft\.\w+)|matplotlib\.pyplot\.(?:plot|scatter|bar|imshow|hist|fill_between|contourf?|errorbar)|sklearn\.metrics\.\w+|scipy\.(?:stats|linalg|signal|ndimage|interpolate|integrate|optimize|spatial|special)\.(?:\w+\.)?\w+|pandas\.(?:DataFrame|Series))$/

/** The same of a part of a figure: `axes[0].imshow(picture)`. */
const DRAWS = /^\.(?:plot|scatter|bar|imshow|hist|fill_between|contourf?|errorbar|matshow|pcolormesh)$/

/** How many of the arguments that come first are read as arrays: `accuracy_score(truth, predicted)`, `solve_ivp(f, span, start)`. */
const ARRAYS = 3

function draftsOf(call: CallSeen, context: AuditContext): Draft[] {
  if (DRAWS.test(call.name) && !isOnFigure(call)) return []
  const read =
    call.name === '.numpy'
      ? [call.receiver]
      : call.positional
          .slice(0, ARRAYS)
          .flatMap(({ value }) => (isOfColumns(call, value) ? [...value.fields.values()] : value))
  const isRead = REDUCES.test(call.name) ? listHoldsMetal : holdsMetal
  const message = read.some((value) => value !== undefined && isRead(value))
    ? messages.onMetal
    : call.name === '.numpy' && isBroughtBackForCudaAlone(call, context)
      ? messages.forCuda
      : undefined
  if (message === undefined) return []
  return [
    {
      effect: 'blocks',
      certainty: certaintyOf(call, 'likely'),
      message,
      subject: { kind: 'setting', name: 'device', value: 'mps' },
      sites: [useSite(call)],
      sources,
      fix: { kind: 'manual', effort: 'minutes', summary: fix },
      backend: 'mps',
      group: message,
    },
  ]
}

/** A tensor has a method `scatter` of its own; what is drawn on in a file without Matplotlib is something else. */
function isOnFigure({ receiver, module }: CallSeen): boolean {
  const isOpen =
    receiver === undefined || options(receiver).every(({ kind }) => kind === 'unknown' || kind === 'instance')
  return isOpen && (hasName(module.words.code, 'plt') || hasName(module.words.code, 'matplotlib'))
}

/** `pd.DataFrame({"id": ids, "score": scores})`, where each column is read as an array. */
function isOfColumns({ name }: CallSeen, value: Value): value is Table {
  return name === 'pandas.DataFrame' && value.kind === 'table'
}

/** Whether it is a tensor on Metal, or a list with one in it. */
function holdsMetal(value: Value): boolean {
  return isOnMetal(value) || listHoldsMetal(value)
}

/** Whether it is a list with a tensor on Metal in it: one that a loop fills is empty before. */
function listHoldsMetal(value: Value): boolean {
  const lists = options(value).flatMap((option) => (option.kind === 'collection' ? [option.items] : []))
  const filled = lists.filter((items) => items.length > 0)
  return lists.length === options(value).length && filled.length > 0 && filled.every((items) => items.some(isOnMetal))
}

function isOnMetal(value: Value): boolean {
  return options(value).every((each) => each.kind === 'tensor' && each.library === 'torch' && each.device === 'mps')
}

/** Whether the function brings the same name to the CPU, but only with CUDA: `if x.is_cuda: x = x.cpu()`. */
function isBroughtBackForCudaAlone(call: CallSeen, context: AuditContext): boolean {
  const name = nameOf(call)
  if (name === undefined || !context.traits.choosesMetal) return false
  const own = (moves(context).get(call.module) ?? []).filter(
    (move) => move.function === call.function && nameOf(move) === name,
  )
  const before = own.filter(({ node }) => node.at < call.node.at)
  return before.some((move) => move.name === '.cpu' && !isLive(move) && cudaGuardOf(move)) && !before.some(isLive)
}

const moves = memoized((context: AuditContext) => groupBy(seen(context, 'call', '.cpu', '.to'), ({ module }) => module))

/** The name at the root of what a method is called on: `x` in `x.detach().numpy()`; none where it is moved on the way. */
function nameOf({ node }: CallSeen): string | undefined {
  let inner: Expression = node.callee
  for (let depth = 0; depth < CHAIN_LIMIT; depth++) {
    if (inner.kind === 'name') return inner.id
    if (inner.kind === 'attribute') inner = inner.object
    else if (inner.kind === 'call' && inner.callee.kind === 'attribute' && PLAIN.test(inner.callee.name))
      inner = inner.callee
    else return undefined
  }
  return undefined
}

const CHAIN_LIMIT = 8
const PLAIN = /^(?:detach|squeeze|unsqueeze|permute|float|clone|contiguous)$/
