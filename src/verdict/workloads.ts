import { reachOfPath } from '../audit/reach.ts'
import type { AuditContext } from '../audit/rule.ts'
import { seen, siteOf } from '../audit/seen.ts'
import { TRAINING } from '../audit/trains.ts'
import { bySite } from '../audit/finding.ts'
import type { Certainty, Site, Workload, WorkloadKind } from '../report/report.ts'

/** Most places shown for a kind of work: enough to see what speaks for it. */
const SITE_LIMIT = 5

/** Calls by qualified name, or by `.method`, that speak for a kind of work. */
const SIGNS: Readonly<Record<Exclude<WorkloadKind, 'kernels'>, RegExp>> = {
  training: TRAINING,
  'fine-tuning':
    /^(?:peft\.(?:get_peft_model|LoraConfig)|trl\.\w+Trainer|unsloth\.\w+|sentence_transformers\.SentenceTransformerTrainer)/,
  inference:
    /^(?:\.generate|torch\.(?:inference_mode|no_grad)|transformers\.pipeline|onnxruntime\.InferenceSession|mlx_lm\.\w+)$/,
  serving:
    /^(?:fastapi\.FastAPI|uvicorn\.run|flask\.Flask|gradio\.(?:Blocks|Interface|ChatInterface)|litserve\.LitServer|streamlit\.\w+|vllm\.\w+)$/,
  'image-generation': /^diffusers\.(?:\w+\.)*\w*Pipeline\w*(?:\.\w+)?$/,
  distributed:
    /^(?:torch\.distributed\.init_process_group|torch\.nn\.parallel\.DistributedDataParallel|torch\.distributed\.fsdp\.\w+|deepspeed\.initialize|horovod\.torch\.init)$/,
  data: /^(?:torch\.utils\.data\.DataLoader|datasets\.load_dataset|cudf\.\w+|webdataset\.\w+)$/,
}

/** What the project does, as its calls tell: with the places of the main path first. */
export function workloadsOf(context: AuditContext): readonly Workload[] {
  const calls = seen(context, 'call')
  const called = Object.entries(SIGNS).flatMap(([kind, sign]) =>
    workload(
      kind,
      calls.filter(({ name }) => sign.test(name)).map((call) => siteOf(call)),
    ),
  )
  const written = [
    ...context.facts.kernels.flatMap(({ kernels }) => kernels.map(({ site }) => site)),
    ...seen(context, 'attribute')
      .filter(({ name }) => name === 'triton.jit')
      .map((kernel) => siteOf(kernel)),
  ]
  return [...called, ...workload('kernels', written)]
}

function workload(kind: string, sites: readonly Site[]): Workload[] {
  const main = sites.filter(({ file }) => reachOfPath(file) === 'main')
  const shown = (main.length > 0 ? main : sites).toSorted(bySite).slice(0, SITE_LIMIT)
  if (shown.length === 0 || !isKind(kind)) return []
  const certainty: Certainty = main.length > 1 ? 'certain' : main.length === 1 ? 'likely' : 'possible'
  return [{ kind, certainty, sites: shown }]
}

function isKind(kind: string): kind is WorkloadKind {
  return kind === 'kernels' || Object.hasOwn(SIGNS, kind)
}
